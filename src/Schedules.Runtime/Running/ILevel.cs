namespace Schedules.Runtime;

/// <summary>One level as the executor sees it: a store, and how its data get there and back.</summary>
internal interface ILevel : IDisposable
{
    ICheckpointStore Store { get; }

    /// <summary>Where the data of a checkpoint are to be written, to be followed by <see cref="Commit"/>. May be called again, if
    /// there was no commit.</summary>
    Span<byte> Prepare(CheckpointLabel label, int length);

    /// <summary>The data prepared are complete. If this throws they are not lost: <see cref="Retry"/> writes them.</summary>
    void Commit();

    /// <summary>The data of a checkpoint, to be followed by <see cref="Release"/>.</summary>
    ReadOnlySpan<byte> Fetch(long step, int length);

    /// <summary>The data fetched are no longer needed.</summary>
    void Release(long step);

    void Delete(long step);

    /// <summary>Starts reading a checkpoint ahead of its use.</summary>
    /// <returns>False if there is no buffer for it now.</returns>
    bool Prefetch(long step, int length);

    /// <summary>Whether there is anything to be gained by <see cref="Prefetch"/>.</summary>
    bool Prefetches { get; }

    /// <summary>Throws what has gone wrong behind the computation.</summary>
    void ThrowIfFailed();

    /// <summary>Goes on after a failure, with what had failed.</summary>
    void Retry();

    /// <summary>Waits until all that was asked for has been done.</summary>
    void Drain();

    /// <summary>Time that the store took, and that the computation waited for it.</summary>
    TrafficTimes Times { get; }
}
