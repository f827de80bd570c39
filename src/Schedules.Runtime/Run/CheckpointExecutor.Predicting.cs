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
                WallTime = predicted is null
                    ? null
                    : new(start.Schedule!.WithSteps(judge.Steps!.Value), start.Adjoints ?? 1, options),
            };
        }
    }

    /// <summary>Has progress be told against what is predicted.</summary>
    private void Expect(long? length)
    {
        if (!progress.IsWanted)
            return;
        var counts = Prediction(length);
        progress.Expect(
            counts,
            counts is null ? null : start.Schedule!.WithSteps(length!.Value),
            (start.Adjoints ?? 1) - completedBefore
        );
    }

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
        var adjoints = Math.Min(schedule.Adjoints ?? long.MaxValue, (start.Adjoints ?? 1) - completedBefore);
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
