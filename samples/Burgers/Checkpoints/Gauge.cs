namespace Schedules.Samples.Burgers;

/// <summary>Bytes in use, and the most that ever were.</summary>
internal sealed class Gauge
{
    public long Bytes { get; private set; }

    public long Peak { get; private set; }

    public void Add(long bytes)
    {
        Bytes += bytes;
        Peak = Math.Max(Peak, Bytes);
    }
}
