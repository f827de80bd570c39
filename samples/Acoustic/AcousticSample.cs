using System.CommandLine;

namespace Schedules.Samples.Acoustic;

/// <summary>The sample as a command, for a program of its own and for others
/// that offer it.</summary>
public static class AcousticSample
{
    /// <summary>What it does.</summary>
    public const string Description =
        "The gradient of the misfit of seismic data by the velocity of the earth, checkpointed, as a picture.";

    /// <summary>Gives a command the options of the sample, and what it does: exit code 0 if all is
    /// well, 1 if the run fails, 2 if the options do not go together.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    public static void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        new AcousticCommand().AddTo(
            command,
            settings =>
                Invocation.End(cancellation =>
                    settings.Ranks is null || RankLauncher.RanksHere is not null
                        ? RankRun.Run(settings, cancellation)
                        : RankLauncher.Run(settings, cancellation)
                )
        );
    }
}
