namespace Schedules.Runtime;

/// <summary>Buffers of a level: so many, and so many bytes of memory at most. Under the gate of
/// the level.</summary>
/// <param name="count">Buffers, at least 2.</param>
/// <param name="budget">Most bytes of memory for them; null for no limit.</param>
internal sealed class SlotPool(int count, long? budget) : IDisposable
{
    private readonly CacheSlot[] slots = [.. Enumerable.Range(0, count).Select(_ => new CacheSlot())];

    public int Count => slots.Length;

    /// <summary>Whether something is going on after which a buffer may be free.</summary>
    public bool IsUnderWay
    {
        get
        {
            foreach (var slot in slots)
                if (slot.IsUnderWay)
                    return true;
            return false;
        }
    }

    /// <summary>Bytes of memory that they take.</summary>
    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var slot in slots)
                bytes += slot.Capacity;
            return bytes;
        }
    }

    /// <summary>A buffer without a checkpoint, the largest, or else that of the earliest step of
    /// those that can be given away; null if there is none.</summary>
    public CacheSlot? Find() => Find(null, 0);

    /// <summary>Another one, that has memory.</summary>
    /// <param name="but">The one that is not meant.</param>
    public CacheSlot? FindMemory(CacheSlot but) => Find(but, 1);

    /// <summary>Whether they take more than the budget.</summary>
    public bool IsOver => Bytes > budget;

    /// <summary>Whether so many bytes in a buffer are within the budget.</summary>
    public bool Fits(CacheSlot target, long length) =>
        budget is null || Bytes + Math.Max(0, length - target.Capacity) <= budget;

    public void Dispose()
    {
        foreach (var slot in slots)
            slot.Dispose();
    }

    private CacheSlot? Find(CacheSlot? but, long least)
    {
        CacheSlot? found = null;
        foreach (var slot in slots)
            if (slot != but && slot.Capacity >= least && IsBetter(slot, found))
                found = slot;
        return found;
    }

    private static bool IsBetter(CacheSlot slot, CacheSlot? than) =>
        slot.State == SlotState.Free
            ? than is not { State: SlotState.Free } || slot.Capacity > than.Capacity
            : slot.IsEvictable && (than is null || (than.State != SlotState.Free && slot.Step < than.Step));
}
