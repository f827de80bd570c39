namespace Schedules.Runtime;

/// <summary>Stages of the checkpoint in a buffer of a level. In the first and the last but one a
/// buffer has one owner, who writes into it and has a <see cref="Lease"/> of it; in the others it
/// is only read.</summary>
internal enum SlotState
{
    /// <summary>There is none.</summary>
    Free,

    /// <summary>The caller writes the data into the buffer.</summary>
    Filling,

    /// <summary>The store is to write it.</summary>
    Waiting,

    /// <summary>The store is writing it, or has failed to.</summary>
    Storing,

    /// <summary>The store is to read it into the buffer, or is reading it.</summary>
    Loading,

    /// <summary>It is here and in the store.</summary>
    Whole,
}

/// <summary>Right to the data in a buffer, until that is given to the next owner.</summary>
/// <param name="Slot">The buffer.</param>
/// <param name="Number">Which of its leases this is.</param>
internal readonly record struct Lease(CacheSlot Slot, long Number)
{
    /// <summary>Whether no other lease has been given since.</summary>
    public bool IsCurrent => Slot.Leases == Number;

    /// <summary>The data.</summary>
    /// <exception cref="InvalidOperationException">The lease has ended.</exception>
    public LargeSpan Data =>
        IsCurrent ? Slot.Data : throw new InvalidOperationException("the buffer has passed to another owner");
}

/// <summary>A buffer of a level, and the checkpoint in it. Under the gate of the level but for the
/// data, which are their owner's.</summary>
internal sealed class CacheSlot : IDisposable
{
    private readonly DataBuffer buffer = new();

    public SlotState State { get; private set; }

    public long Step { get; private set; }

    /// <summary>Leases given so far.</summary>
    public long Leases { get; private set; }

    /// <summary>Whether the checkpoint will be used before the buffer may be given away.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Whether the data come from the store, and have not been used yet.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Whether the checkpoint has been deleted while the store was at it.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>What reading it has failed with.</summary>
    public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Error { get; set; }

    public LargeSpan Data => buffer.Data;

    public long Length => buffer.Length;

    /// <summary>Bytes of memory that it takes, used or not.</summary>
    public long Capacity => buffer.Capacity;

    /// <summary>Whether the buffer can be given to another checkpoint without anything being
    /// lost or waited for.</summary>
    public bool IsEvictable => State == SlotState.Whole && !IsAsked;

    /// <summary>Whether something is going on after which the buffer may be free.</summary>
    public bool IsUnderWay => State is SlotState.Waiting or SlotState.Storing or SlotState.Loading;

    /// <summary>Gives it to a checkpoint of so many bytes.</summary>
    /// <exception cref="CheckpointStoreException">There is no memory for them.</exception>
    public void Take(long step, long length)
    {
        buffer.Resize(length);
        Step = step;
    }

    /// <summary>Passes it to the owner for the next stage; the lease before ends.</summary>
    public Lease Pass(SlotState state)
    {
        State = state;
        return new(this, ++Leases);
    }

    /// <summary>Goes to the next stage, with the same owner.</summary>
    public void Enter(SlotState state) => State = state;

    /// <summary>Ends whatever lease there is.</summary>
    public void Free()
    {
        Pass(SlotState.Free);
        (IsAsked, IsLoaded, IsDeleted, Error) = (false, false, false, null);
    }

    /// <summary>Gives its memory back.</summary>
    public void Trim() => buffer.Trim();

    public void Dispose() => buffer.Dispose();
}
