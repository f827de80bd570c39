using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>A place for checkpoints, each under its step, that counts what happens and what it takes.</summary>
internal abstract class Level
{
    private readonly Gauge gauge = new();

    public LevelCounts Counts { get; private set; }

    public long PeakBytes => gauge.Peak;

    public void Write(long step, Checkpoint checkpoint)
    {
        Keep(step, checkpoint);
        Counts = Counts with { Writes = Counts.Writes + 1 };
        gauge.Add(checkpoint.Bytes);
    }

    public Checkpoint Read(long step)
    {
        Counts = Counts with { Reads = Counts.Reads + 1 };
        return Fetch(step);
    }

    public void Delete(long step)
    {
        Counts = Counts with { Deletes = Counts.Deletes + 1 };
        gauge.Add(-Remove(step));
    }

    /// <summary>Keeps a copy; fails if there is something under this step.</summary>
    protected abstract void Keep(long step, Checkpoint checkpoint);

    /// <summary>A copy of what is kept; fails if there is nothing.</summary>
    protected abstract Checkpoint Fetch(long step);

    /// <summary>Gives the bytes that become free; fails if there is nothing.</summary>
    protected abstract long Remove(long step);

    protected static InvalidOperationException Missing(long step) =>
        new($"there is no checkpoint of step {step} to read");
}
