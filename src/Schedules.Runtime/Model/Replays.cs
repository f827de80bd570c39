using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>Compares the state of the forward, wherever it comes to a second time, with what it was
/// the first time.</summary>
internal sealed class Replays(IForwardChecksum? model, Profiler profiler)
{
    private readonly Dictionary<long, ulong> seen = [];

    /// <summary>The same steps, the last first: those that the forward will not come to again are
    /// forgotten, so that a long calculation does not need more memory for its checksums than for
    /// its checkpoints.</summary>
    private readonly PriorityQueue<long, long> steps = new();

    /// <summary>The forward stands where it stood at the end of the action before, or at the start
    /// of the calculation.</summary>
    public void Note(long step)
    {
        if (model is not null && !seen.ContainsKey(step))
            Add(step, Sum(model));
    }

    /// <summary>The checksum of the forward at the start of a step; null if it is
    /// not known.</summary>
    public ulong? Find(long step) => seen.TryGetValue(step, out var sum) ? sum : null;

    /// <summary>The forward had a checksum at the start of a step, in a process
    /// before this one.</summary>
    /// <exception cref="ReplayMismatchException">It had another one there, too.</exception>
    public void Recall(long step, ulong sum)
    {
        if (model is null)
            return;
        if (!seen.TryGetValue(step, out var first))
            Add(step, sum);
        else if (first != sum)
            throw new ReplayMismatchException(step, first, sum);
    }

    /// <summary>The forward has come to the start of a step.</summary>
    /// <exception cref="ReplayMismatchException">It stood there before, in
    /// another state.</exception>
    public void Check(long step)
    {
        if (model is not null)
            Recall(step, Sum(model));
    }

    /// <summary>The last adjoint has gone back to a step: the forward will go no further.</summary>
    public void Forget(long step)
    {
        while (steps.TryPeek(out var last, out _) && last > step)
            seen.Remove(steps.Dequeue());
    }

    private ulong Sum(IForwardChecksum model)
    {
        var since = Stopwatch.GetTimestamp();
        var sum = model.Checksum();
        profiler.AddCheck(Stopwatch.GetTimestamp() - since);
        return sum;
    }

    private void Add(long step, ulong sum)
    {
        seen.Add(step, sum);
        steps.Enqueue(step, -step);
    }
}
