namespace Schedules.Runtime;

/// <summary>Checksums of the forward by step: what it was there the first time.</summary>
internal sealed class ReplaySums
{
    private readonly Dictionary<long, ulong> seen = [];

    /// <summary>The same steps, the last first: those that the forward will not come to again are
    /// forgotten, so that a long calculation does not need more memory for its checksums than for
    /// its checkpoints.</summary>
    private readonly PriorityQueue<long, long> steps = new();

    public bool Contains(long step) => seen.ContainsKey(step);

    /// <summary>The checksum at the start of a step; null if it is not known.</summary>
    public ulong? Find(long step) => seen.TryGetValue(step, out var sum) ? sum : null;

    public void Add(long step, ulong sum)
    {
        seen.Add(step, sum);
        steps.Enqueue(step, -step);
    }

    /// <summary>The forward will go no further than to a step.</summary>
    public void Forget(long step)
    {
        while (steps.TryPeek(out var last, out _) && last > step)
            seen.Remove(steps.Dequeue());
    }

    public void Clear()
    {
        seen.Clear();
        steps.Clear();
    }
}
