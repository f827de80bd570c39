namespace Schedules.Samples.Burgers;

/// <summary>WORK: the restart data and the adjoint dependencies that can be used in place.</summary>
internal sealed class Work
{
    private readonly Gauge gauge = new();
    private readonly List<double[]> dependencies = [];
    private double[]? restart;
    private long firstStep;

    public long PeakBytes => gauge.Peak;

    /// <summary>Empties it, then holds restart data, if given; <see cref="Add"/> adds dependencies from the same step on.</summary>
    public void Begin(long step, double[]? restartData)
    {
        ClearDependencies();
        gauge.Add(-Bytes(restart));
        restart = restartData;
        firstStep = step;
        gauge.Add(Bytes(restart));
    }

    /// <summary>Holds the dependencies of one step more.</summary>
    public void Add(double[] state)
    {
        dependencies.Add(state);
        gauge.Add(Bytes(state));
    }

    /// <summary>Holds a checkpoint; the schedule must have seen to it that there is room.</summary>
    public void Load(long step, Checkpoint checkpoint)
    {
        if (restart is not null || dependencies.Count > 0)
            throw new InvalidOperationException($"WORK is not empty, the checkpoint of step {step} has no room");
        Begin(step, checkpoint.Restart);
        foreach (var state in checkpoint.Dependencies)
            Add(state);
    }

    /// <summary>The dependencies of a step.</summary>
    public double[] Dependencies(long step)
    {
        var index = step - firstStep;
        return index >= 0 && index < dependencies.Count
            ? dependencies[(int)index]
            : throw new InvalidOperationException($"WORK does not hold the dependencies of step {step}");
    }

    public void ClearDependencies()
    {
        gauge.Add(-dependencies.Sum(Bytes));
        dependencies.Clear();
    }

    private static long Bytes(double[]? state) => sizeof(double) * (state?.LongLength ?? 0);
}
