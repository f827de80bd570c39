using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>
/// A level whose store is written and read through buffers, behind the computation or at once.
/// With a worker the buffers are a cache: a checkpoint is read from the buffer in which it waits to
/// be written, or still is; one that is deleted before the store writes it is never written. A
/// buffer is given to another checkpoint when its own is in the store and is not about to be read,
/// the earliest step first: the adjoint comes to that last.
/// </summary>
internal sealed class QueuedLevel : ILevel
{
    private readonly ICheckpointStore store;
    private readonly StoreErrors errors;
    private readonly JobQueue queue;
    private readonly SlotPool slots;

    /// <summary>Bytes of what was written.</summary>
    private readonly Dictionary<long, long> lengths = [];

    /// <summary>What is in buffers, by step, whole or on its way.</summary>
    private readonly Dictionary<long, CacheSlot> cached = [];

    private (CheckpointLabel Label, Lease Buffer)? prepared;
    private int asked;
    private long bytes;
    private long served;
    private long dropped;

    /// <summary>A level, with its worker if it has one.</summary>
    /// <param name="store">Its store.</param>
    /// <param name="errors">Which is told what is thrown to the caller.</param>
    /// <param name="patience">How long to wait for the store.</param>
    /// <param name="slots">Its buffers.</param>
    /// <param name="worker">The name of the worker; null for none.</param>
    public QueuedLevel(ICheckpointStore store, StoreErrors errors, Patience patience, SlotPool slots, string? worker)
    {
        (this.store, this.errors, this.slots) = (store, errors, slots);
        queue = new JobQueue(store, errors, patience, worker, Complete);
    }

    public ICheckpointStore Store => store;

    public StoreUsage Usage => queue.Usage;

    public (long Checkpoints, long Bytes) Held => (lengths.Count, bytes);

    public bool IsInPlace => false;

    public bool ReadsAhead => queue.HasWorker;

    public TrafficTimes Times
    {
        get
        {
            lock (queue.Gate)
                return queue.Times with { Served = served, Dropped = dropped };
        }
    }

    public LargeSpan Prepare(CheckpointLabel label, long length)
    {
        lock (queue.Gate)
        {
            var buffer = Rent(label.Step, length).Pass(SlotState.Filling);
            prepared = (label, buffer);
            return buffer.Data;
        }
    }

    public void Commit()
    {
        lock (queue.Gate)
        {
            var (label, buffer) = prepared!.Value;
            prepared = null;
            Recall(label.Step, buffer.Slot.Length);
            cached.Add(label.Step, buffer.Slot);
            queue.Add(Job.Write(label, buffer.Slot.Pass(SlotState.Waiting)));
        }

        queue.DoWithoutWorker();
    }

    public void Recall(long step, long length)
    {
        bytes += length - lengths.GetValueOrDefault(step);
        lengths[step] = length;
    }

    public bool TryPrefetch(long step)
    {
        lock (queue.Gate)
        {
            queue.ThrowIfFailed();
            var isHere = cached.TryGetValue(step, out var slot);
            // One buffer is left for writing: were all of them waiting to be used,
            // nothing could go on.
            if ((isHere && slot!.IsAsked) || asked >= slots.Count - 1 || slots.IsOver)
                return false;
            if (!isHere)
            {
                var length = lengths[step];
                if ((slot = Find(length)) is null || !slots.Fits(slot, length))
                    return false;
                AskToRead(Take(slot, step, length));
            }

            Ask(slot!);
            return true;
        }
    }

    public ReadOnlyLargeSpan Fetch(long step)
    {
        CacheSlot slot;
        lock (queue.Gate)
        {
            if (cached.TryGetValue(step, out var found))
                slot = found;
            else
                AskToRead(slot = Rent(step, lengths[step]));
            Ask(slot);
        }

        queue.DoWithoutWorker();
        lock (queue.Gate)
        {
            while (slot.State == SlotState.Loading)
                queue.Wait();
            if (slot.Error is { } error)
            {
                // To be asked for once more, when the run is.
                Forget(slot);
                errors.Throw(error);
            }

            return slot.Data;
        }
    }

    public void Release(long step)
    {
        lock (queue.Gate)
        {
            if (!cached.TryGetValue(step, out var slot) || !slot.IsAsked)
                return;
            served += slot.IsLoaded ? 0 : 1;
            slot.IsLoaded = false;
            slot.IsAsked = false;
            asked--;
            if (!queue.HasWorker)
                Forget(slot);
        }
    }

    public void Delete(long step)
    {
        if (lengths.Remove(step, out var length))
            bytes -= length;
        lock (queue.Gate)
        {
            if (cached.TryGetValue(step, out var slot))
            {
                if (slot.State == SlotState.Waiting)
                {
                    Forget(slot);
                    dropped++;
                    return;
                }

                // What the store is at is free when that is over.
                if (slot.State == SlotState.Whole)
                    Forget(slot);
                else
                    Detach(slot);
            }

            queue.Add(Job.Delete(step));
        }

        queue.DoWithoutWorker();
    }

    public void ThrowIfFailed() => queue.ThrowIfFailed();

    public void Retry() => queue.Retry();

    public void Drain() => queue.Drain();

    public void Dispose()
    {
        queue.Dispose();
        slots.Dispose();
    }

    /// <summary>Caller, under the gate: a buffer for a checkpoint, when there is one.</summary>
    private CacheSlot Rent(long step, long length)
    {
        queue.ThrowIfFailed();
        CacheSlot? slot;
        while ((slot = Find(length)) is null)
            queue.Wait();
        return Take(slot, step, length);
    }

    /// <summary>Under the gate: a buffer that is free, or can be; null if there is none now. What
    /// is over the budget waits, unless there is nothing to wait for.</summary>
    private CacheSlot? Find(long length)
    {
        if (slots.Find() is not { } slot)
            return null;
        Evict(slot);
        while (!slots.Fits(slot, length))
        {
            if (slots.FindMemory(but: slot) is not { } other)
                return slots.IsUnderWay ? null : slot;
            Evict(other);
            other.Trim();
        }

        return slot;
    }

    private void Evict(CacheSlot slot)
    {
        if (slot.State == SlotState.Whole)
            Forget(slot);
    }

    private CacheSlot Take(CacheSlot slot, long step, long length)
    {
        try
        {
            slot.Take(step, length);
            return slot;
        }
        catch (CheckpointStoreException refused)
        {
            throw errors.Named(refused, null);
        }
    }

    private void AskToRead(CacheSlot slot)
    {
        cached.Add(slot.Step, slot);
        queue.Add(Job.Read(slot.Step, slot.Pass(SlotState.Loading)));
    }

    private void Ask(CacheSlot slot)
    {
        asked += slot.IsAsked ? 0 : 1;
        slot.IsAsked = true;
    }

    /// <summary>Under the gate: the checkpoint is no more in its buffer.</summary>
    private void Forget(CacheSlot slot)
    {
        Detach(slot);
        slot.Free();
    }

    private void Detach(CacheSlot slot)
    {
        cached.Remove(slot.Step);
        asked -= slot.IsAsked ? 1 : 0;
        (slot.IsAsked, slot.IsDeleted) = (false, true);
    }

    /// <summary>Worker, or caller if there is none; under the gate.</summary>
    private void Complete(Job job, ExceptionDispatchInfo? error)
    {
        if (job.Kind == JobKind.Delete)
            return;
        var slot = job.Buffer.Slot;
        if (slot.IsDeleted)
        {
            slot.Free();
            return;
        }

        slot.Enter(SlotState.Whole);
        (slot.Error, slot.IsLoaded) = (error, job.Kind == JobKind.Read);
        if (job.Kind == JobKind.Write && !queue.HasWorker)
            Forget(slot);
    }
}
