using Schedules.Interop;

namespace Schedules.Native;

/// <summary>A run, and the schedule that it is of.</summary>
internal sealed class NativeRun(CheckpointSchedule schedule, CheckpointRun run)
{
    public CheckpointSchedule Schedule { get; } = schedule;

    public CheckpointRun Run { get; } = run;

    /// <summary>For a part of a batch: it stays in the first-level cache.</summary>
    public RawAction[] Buffer => field ??= new RawAction[64];

    /// <summary>Predicting may go through a sweep: it is asked for once for all levels.</summary>
    public Counts Predict(long adjoints) => adjoints < 0 ? Known().Predict() : Known().Predict(adjoints);

    /// <summary>The schedule with the number of steps that the run has been told.</summary>
    private CheckpointSchedule Known() =>
        Schedule.Steps is null && Run.MaxN is { } told ? Schedule.WithSteps(told) : Schedule;

    public double Cost() => Known().Cost();
}
