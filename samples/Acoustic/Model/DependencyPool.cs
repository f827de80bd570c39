namespace Schedules.Samples.Acoustic;

/// <summary>The adjoint dependencies in WORK, by step: arrays of one length, used again once they
/// are forgotten.</summary>
internal sealed class DependencyPool(int length)
{
    private readonly Dictionary<long, double[]> held = [];
    private readonly List<double[]> inOrder = [];
    private readonly Stack<double[]> free = [];

    /// <summary>Room for those of a step, with anything in it.</summary>
    public double[] Add(long step)
    {
        var room = free.TryPop(out var used) ? used : GC.AllocateUninitializedArray<double>(length);
        if (held.TryAdd(step, room))
        {
            inOrder.Add(room);
            return room;
        }

        free.Push(room);
        throw new InvalidOperationException($"WORK holds the dependencies of step {step} already");
    }

    /// <summary>Those of a step.</summary>
    public double[] this[long step] =>
        held.TryGetValue(step, out var data)
            ? data
            : throw new InvalidOperationException($"WORK does not hold the dependencies of step {step}");

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        // The adjoint came to the first of them last: they are in the processor's cache, and are taken next.
        for (var last = inOrder.Count - 1; last >= 0; last--)
            free.Push(inOrder[last]);
        inOrder.Clear();
        held.Clear();
    }
}
