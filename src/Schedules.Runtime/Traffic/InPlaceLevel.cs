namespace Schedules.Runtime;

/// <summary>A level in memory, without a worker: the model writes and reads its data
/// where they are.</summary>
internal sealed class InPlaceLevel(IInPlaceStore store, StoreErrors errors) : ILevel
{
    /// <summary>Bytes of what was written; null where the store is known to give as many.</summary>
    private readonly Dictionary<long, long>? lengths = store is MemoryStore ? null : [];

    /// <summary>Checkpoints that could not be deleted, and have to be before anything
    /// else is done.</summary>
    private long? undeleted;

    public ICheckpointStore Store => store;

    public StoreUsage Usage => store.Usage;

    public (long Checkpoints, long Bytes) Held => store.Usage is var usage ? (usage.Checkpoints, usage.Bytes) : default;

    public bool IsInPlace => true;

    public bool ReadsAhead => false;

    public TrafficTimes Times => default;

    public LargeSpan Prepare(CheckpointLabel label, long length)
    {
        try
        {
            var target = store.Reserve(label, length);
            if (target.Length == length)
            {
                Recall(label.Step, length);
                return target;
            }

            throw new CheckpointStoreException(
                $"{target.Length} bytes were reserved for the checkpoint of step {label.Step}, not {length}",
                label.Step
            );
        }
        catch (Exception refused)
        {
            throw errors.Named(refused, label.Step);
        }
    }

    public void Commit() { }

    public void Recall(long step, long length)
    {
        if (lengths is not null)
            lengths[step] = length;
    }

    public ReadOnlyLargeSpan Fetch(long step)
    {
        var data = View(step);
        return lengths is null || data.Length == lengths[step]
            ? data
            : throw errors.Named(
                new CheckpointStoreException(
                    $"the checkpoint of step {step} has {data.Length} bytes, not {lengths[step]}",
                    step
                ),
                step
            );
    }

    public void Release(long step) { }

    public void Delete(long step)
    {
        undeleted = step;
        DeletePending();
    }

    public bool TryPrefetch(long step) => false;

    public void ThrowIfFailed() { }

    public void Retry() => DeletePending();

    public void Drain() { }

    public void Dispose() { }

    private void DeletePending()
    {
        if (undeleted is not { } step)
            return;
        try
        {
            store.Delete(step);
            undeleted = null;
        }
        catch (Exception refused)
        {
            throw errors.Named(refused, step);
        }
    }

    private ReadOnlyLargeSpan View(long step)
    {
        try
        {
            return store.View(step);
        }
        catch (Exception refused)
        {
            throw errors.Named(refused, step);
        }
    }
}
