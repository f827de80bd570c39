using System.Runtime.ExceptionServices;
using Schedules.Mpi;
using Schedules.Runtime;
using Spectre.Console;

namespace Schedules.Samples.Acoustic;

/// <summary>A session on each of the ranks that a launcher has started, or in one process. One rank
/// speaks for all: the first, or the first that fails.</summary>
internal static class RankRun
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Settings settings, CancellationToken cancellation)
    {
        if (RankLauncher.RanksHere is null)
        {
            settings.CheckPlaces(draws: true);
            return Invocation.Report(new Session(Terminal.Create(), settings, cancellation).Run());
        }

        using var group = MpiGroup.World();
        var isFirst = group.Rank == 0;
        try
        {
            Together(group, () => Check(settings, group));
        }
        catch (GroupException)
        {
            // To end early would make some launchers end the rank that has something to say.
            return Invocation.Success;
        }

        try
        {
            var console = isFirst ? Terminal.Create(isForwarded: true) : Terminal.Silent();
            var complaints = Together(group, () => new Session(console, settings, cancellation, group).Run());
            return Invocation.Report(isFirst ? complaints : []);
        }
        catch (GroupException)
        {
            return Invocation.Failure;
        }
    }

    /// <summary>Fails early, before there are messages.</summary>
    private static bool Check(Settings settings, MpiGroup group)
    {
        if (settings.Ranks is { } wanted && wanted != group.Size)
            throw new SettingsException(
                $"--ranks is {wanted}; allowed: {group.Size}, as the launcher has started, or no --ranks"
            );
        settings.CheckRanks(group.Size);
        settings.CheckPlaces(draws: group.Rank == 0);
        _ = settings.Schedule.Build();
        return true;
    }

    /// <summary>Does something on all ranks, and ends it on all when it fails on one: the first that
    /// fails throws what it is, the others a <see cref="GroupException"/>.</summary>
    private static T Together<T>(MpiGroup group, Func<T> work)
    {
        ExceptionDispatchInfo? failure = null;
        T? result = default;
        try
        {
            result = work();
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
            // Others may wait for a message of this rank; a run that is cancelled, or that another
            // rank has left, ends at the same place on all.
            if (thrown is not (SettingsException or GroupException or OperationCanceledException))
                group.Interrupt();
        }

        // A rank that another one has let go comes after those that have failed by themselves.
        var own = failure is null ? 0 : (failure.SourceException is GroupException ? 1 : 2) * group.Size - group.Rank;
        Span<long> first = [own];
        group.Maximum(first);
        if (first[0] == 0)
            return result!;
        if (first[0] == own)
            failure!.Throw();
        throw new GroupException("another rank has failed, and says why", null);
    }
}
