using Schedules.Interop;

namespace Schedules.Runtime;

// What the run takes, beside what is predicted of it.
public sealed partial class CheckpointExecutor
{
    /// <summary>Counts and times of the run so far.</summary>
    public RunProfile Profile
    {
        get
        {
            var predicted = IsComplete && !isRepeating ? Prediction(judge.Steps) : null;
            return profiler.Snapshot(judge.Steps, start.Levels.Times(), predicted) with
            {
                Compression = start.Levels.Compression(),
                IsOverlapped = options.Overlap,
                WallTime = predicted is null
                    ? null
                    : new(start.Schedule!.WithSteps(judge.Steps!.Value), AdjointsHere(start.Schedule), options),
            };
        }
    }

    /// <summary>Has progress be told against what is predicted.</summary>
    private void Expect(long? length)
    {
        if (!progress.IsWanted)
            return;
        var counts = Prediction(length);
        if (counts is null)
            progress.ExpectNothing();
        else
            progress.Expect(counts, start.Schedule!.WithSteps(length!.Value), AdjointsHere(start.Schedule));
    }

    /// <summary>Adjoint calculations of those that are wanted, from where this run began.</summary>
    private long AdjointsHere(CheckpointSchedule schedule) =>
        Math.Min(schedule.Adjoints ?? long.MaxValue, (start.Adjoints ?? 1) - completedBefore);

    /// <summary>Predicted counts of this run, from where it began; null if that is
    /// not known.</summary>
    private Counts? Prediction(long? length)
    {
        if (
            start.Schedule is not { } schedule
            || length is not { } steps
            || steps < 1
            || start.IsComplete
            || hasStartedOver
        )
            return null;
        var adjoints = AdjointsHere(schedule);
        // Of a schedule that permits an adjoint calculation the forward alone is not predicted.
        if (adjoints < Math.Min(1, schedule.Adjoints ?? 1))
            return null;
        try
        {
            return schedule.WithSteps(steps).Predict(adjoints);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
