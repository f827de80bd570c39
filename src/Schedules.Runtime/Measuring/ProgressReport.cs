using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Tells whoever wants to know, about ten times a second, how far a run is.</summary>
internal sealed class ProgressReport(RunOptions options, Profiler profiler)
{
    /// <summary>More actions are not counted in advance: going through them takes time.</summary>
    private const long MostCounted = 1_000_000;

    private static readonly long Interval = Stopwatch.Frequency / 10;
    private readonly IProgress<RunProgress>? listener = options.Progress;
    private long last = -Interval;
    private Counts? predicted;
    private CheckpointSchedule? schedule;
    private Outlook? outlook;
    private long? actionCount;
    private (long Forward, long Reversed, TimeSpan Elapsed) before;

    public bool IsWanted => listener is not null;

    /// <summary>What is to be done from here.</summary>
    /// <param name="counts">Its counts.</param>
    /// <param name="schedule">Its actions, the number of steps told.</param>
    /// <param name="adjoints">Adjoint calculations of it.</param>
    public void Expect(Counts counts, CheckpointSchedule schedule, long adjoints)
    {
        (predicted, this.schedule, actionCount) = (counts, schedule, Count(schedule, adjoints));
        outlook = new(new(schedule, adjoints, options));
    }

    /// <summary>What is to be done from here is not known.</summary>
    public void ExpectNothing() => (predicted, schedule, actionCount, outlook) = (null, null, null, null);

    /// <summary>The run begins again: what it has done before does not count.</summary>
    public void Restart() => before = (profiler.ForwardSteps, profiler.ReversedSteps, profiler.Elapsed);

    /// <summary>Tells it, if it is time to, or the action that begins will take as
    /// long as that.</summary>
    /// <param name="actions">Actions carried out.</param>
    /// <param name="judge">Which knows where the run stands after the current action.</param>
    /// <param name="levels">The levels.</param>
    /// <param name="current">The current action.</param>
    /// <param name="reached">Where the model stands in it; null if it has been carried out.</param>
    public void Tick(long actions, Judge judge, Levels levels, in RawAction current, long? reached = null)
    {
        if (listener is null)
            return;
        var begins = reached == (current.Kind == ActionKind.Reverse ? current.N1 : current.N0);
        if (Stopwatch.GetTimestamp() - last >= Interval || (begins && Ticks(current) >= Interval))
            Tell(actions, judge, levels, current, reached);
    }

    public void Tell(long actions, Judge judge, Levels levels, in RawAction? current, long? reached = null)
    {
        if (listener is null)
            return;
        last = Stopwatch.GetTimestamp();
        var done = Forward + Reversed;
        listener.Report(
            new RunProgress(
                actions,
                profiler.ForwardSteps,
                profiler.ReversedSteps,
                predicted is null
                    ? null
                    : Math.Min(1, done / ((double)predicted.ForwardSteps + predicted.ReversedSteps)),
                profiler.Elapsed - before.Elapsed
            )
            {
                ActionCount = actionCount,
                Steps = judge.Steps,
                Forward = current?.Kind == ActionKind.Forward ? reached ?? judge.Forward : judge.Forward,
                Adjoint =
                    judge.IsInForwardPass ? null
                    : current?.Kind == ActionKind.Reverse ? reached ?? judge.Adjoint
                    : judge.Adjoint,
                Now = current?.ToAction(),
                Remaining = Remaining(actions + Part(current, reached, judge.Steps), levels),
                Levels =
                [
                    .. levels.Opened.Select(level => new LevelContents(
                        level.Key,
                        level.Value.Held.Checkpoints,
                        level.Value.Held.Bytes
                    )),
                ],
            }
        );
    }

    private long Forward => profiler.ForwardSteps - before.Forward;

    private long Reversed => profiler.ReversedSteps - before.Reversed;

    /// <summary>What the steps of an action will take, by the stopwatch.</summary>
    private double Ticks(in RawAction action) =>
        action.Kind == ActionKind.Forward ? (Math.Min(action.N1, long.MaxValue / 2) - action.N0) * profiler.ForwardTicks
        : action.Kind == ActionKind.Reverse ? (action.N1 - action.N0) * profiler.ReverseTicks
        : 0;

    /// <summary>The part of an action that has been done; none of one that has been carried
    /// out and is counted.</summary>
    private static double Part(in RawAction? current, long? reached, long? steps) =>
        (current, reached) switch
        {
            ({ Kind: ActionKind.Forward } action, { } n) => (double)(n - action.N0)
                / (Math.Min(action.N1, steps ?? action.N1) - action.N0),
            ({ Kind: ActionKind.Reverse } action, { } n) => (double)(action.N1 - n) / (action.N1 - action.N0),
            _ => 0,
        };

    private TimeSpan? Remaining(double actions, Levels levels)
    {
        if (schedule is null)
            return null;
        var profile = profiler.Snapshot(null, levels.Times(), null) with { IsOverlapped = options.Overlap };
        if (MachineSoFar.Of(profile, options.Machine, schedule) is not { } machine)
            return null;
        var seconds = outlook!.Remaining(actions, machine) ?? ByCounts(machine);
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }

    /// <summary>Before the prediction has gone through all actions: what is not steps, such as
    /// stores and checksums, goes on as it has.</summary>
    private double ByCounts(Machine machine)
    {
        double Of(long forward, long reversed) => (forward * machine.Advance) + (reversed * machine.Reverse);

        var left = Of(Math.Max(0, predicted!.ForwardSteps - Forward), Math.Max(0, predicted.ReversedSteps - Reversed));
        var steps = Of(profiler.ForwardSteps, profiler.ReversedSteps);
        return steps > 0 ? left * Math.Max(1, profiler.Elapsed.TotalSeconds / steps) : left;
    }

    private static long? Count(CheckpointSchedule schedule, long adjoints)
    {
        var run = schedule.Start();
        for (var count = 1L; count <= MostCounted && run.MoveNext(); count++)
        {
            if (run.Raw.Kind == ActionKind.EndReverse)
                adjoints--;
            if (adjoints <= 0 && run.Raw.Kind is ActionKind.EndForward or ActionKind.EndReverse)
                return count;
        }

        return null;
    }
}
