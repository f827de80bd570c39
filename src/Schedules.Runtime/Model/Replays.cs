using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Compares the state of the forward, wherever it comes to a second time, with what it was the
/// first time. Where checkpoints are rounded, a forward from one of them comes to other states
/// than the one that wrote it: it is compared with what came from the same checkpoint, strictly.
/// </summary>
/// <param name="model">The model; null if there are no checksums, or they are not to be compared.</param>
/// <param name="profiler">Which is told how long they take.</param>
/// <param name="rounds">Whether checkpoints are rounded.</param>
internal sealed class Replays(IForwardChecksum? model, Profiler profiler, bool rounds)
{
    private readonly ReplaySums first = new();

    /// <summary>Those of the forward that goes on from a rounded checkpoint.</summary>
    private readonly Dictionary<(Storage, long), ReplaySums>? rounded = rounds && model is not null ? [] : null;

    /// <summary>Those of the forward that goes on; null for the first.</summary>
    private ReplaySums? current;

    private ReplaySums Current => current ?? first;

    /// <summary>The forward stands where it stood at the end of the action before, or at the start
    /// of the calculation.</summary>
    public void Note(long step)
    {
        if (model is not null && !Current.Contains(step))
            Current.Add(step, Sum(model));
    }

    /// <summary>The checksum of every forward at the start of a step; null if it is not known, or
    /// there are several.</summary>
    public ulong? Find(long step) => rounds ? null : first.Find(step);

    /// <summary>The forward had a checksum at the start of a step, in a process
    /// before this one.</summary>
    /// <exception cref="ReplayMismatchException">It had another one there, too.</exception>
    public void Recall(long step, ulong sum)
    {
        if (model is null)
            return;
        if (Current.Find(step) is not { } before)
            Current.Add(step, sum);
        else if (before != sum)
            throw new ReplayMismatchException(step, before, sum);
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
    public void Forget(long step) => Current.Forget(step);

    /// <summary>The forward has been put at the start of step 0 again.</summary>
    public void BeginAgain() => current = null;

    /// <summary>A checkpoint has been written, from which a forward may go on.</summary>
    public void Keep(Storage level, long step)
    {
        if (rounded is not null)
            rounded[(level, step)] = new();
    }

    /// <summary>A checkpoint is on another level, too.</summary>
    public void Copy(Storage from, Storage to, long step)
    {
        if (rounded is not null)
            rounded[(to, step)] = Of(rounded, from, step);
    }

    /// <summary>The forward goes on from a checkpoint.</summary>
    public void Restore(Storage level, long step)
    {
        if (rounded is not null)
            current = Of(rounded, level, step);
    }

    /// <summary>No forward will go on from a checkpoint.</summary>
    public void Delete(Storage level, long step) => rounded?.Remove((level, step));

    /// <summary>Those of a checkpoint, which may be of a process before this one.</summary>
    private static ReplaySums Of(Dictionary<(Storage, long), ReplaySums> rounded, Storage level, long step)
    {
        if (!rounded.TryGetValue((level, step), out var sums))
            rounded.Add((level, step), sums = new());
        return sums;
    }

    /// <summary>The forward begins with another control.</summary>
    public void Clear()
    {
        first.Clear();
        rounded?.Clear();
        current = null;
    }

    private ulong Sum(IForwardChecksum model)
    {
        var since = profiler.Begin();
        var sum = model.Checksum();
        profiler.AddCheck(profiler.End(since));
        return sum;
    }
}
