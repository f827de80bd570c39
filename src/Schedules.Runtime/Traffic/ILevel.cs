namespace Schedules.Runtime;

/// <summary>One level as the executor sees it: a store, and how its data get there and back. All
/// members are for the caller, the thread of the run; a level may have a worker, a thread that does
/// behind the computation what the caller has asked for.</summary>
internal interface ILevel : IDisposable
{
    ICheckpointStore Store { get; }

    /// <summary>Bytes and counts of the store, which is in no other call meanwhile.</summary>
    StoreUsage Usage { get; }

    /// <summary>What the caller has put here and not deleted: the store may not have come to
    /// it yet.</summary>
    (long Checkpoints, long Bytes) Held { get; }

    /// <summary>Whether the model writes and reads the store's own memory: committing and deleting
    /// take less time then than asking the clock, and do not fail behind the caller.</summary>
    bool IsInPlace { get; }

    /// <summary>The place where the data of a checkpoint are to be written, to be followed by
    /// <see cref="Commit"/>.</summary>
    LargeSpan Prepare(CheckpointLabel label, long length);

    /// <summary>The data prepared are complete. If this throws they are not lost:
    /// <see cref="Retry"/> writes them.</summary>
    void Commit();

    /// <summary>A checkpoint that was here before the run came to use the level has so
    /// many bytes.</summary>
    void Recall(long step, long length);

    /// <summary>The data of a checkpoint, as many as were written, to be followed by
    /// <see cref="Release"/>. What reading them has failed with, ahead or now, is thrown here, and
    /// they are read once more when they are asked for again.</summary>
    ReadOnlyLargeSpan Fetch(long step);

    /// <summary>The data fetched are no longer needed.</summary>
    void Release(long step);

    void Delete(long step);

    /// <summary>Whether there is a worker that can read ahead.</summary>
    bool ReadsAhead { get; }

    /// <summary>Starts reading a checkpoint ahead of its use.</summary>
    /// <returns>False if there is no buffer for it now.</returns>
    bool TryPrefetch(long step);

    /// <summary>Throws the error of a write or deletion that the worker has stopped at,
    /// if it has.</summary>
    void ThrowIfFailed();

    /// <summary>Does again what has failed, and goes on from there.</summary>
    void Retry();

    /// <summary>Waits until all that was asked for has been done.</summary>
    void Drain();

    /// <summary>Time that the store took, and that the caller waited for it.</summary>
    TrafficTimes Times { get; }
}
