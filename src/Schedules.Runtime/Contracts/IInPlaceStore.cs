namespace Schedules.Runtime;

/// <summary>A store in memory: a model writes into it and reads from it without a
/// copy between.</summary>
public interface IInPlaceStore : ICheckpointStore
{
    /// <summary>Makes room for a checkpoint, which the caller fills at once.</summary>
    /// <param name="label">Whose step is free.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="CheckpointStoreException">There is no room.</exception>
    LargeSpan Reserve(CheckpointLabel label, long length);

    /// <summary>The data of a checkpoint, where they are: valid until it is deleted.</summary>
    /// <param name="step">Its step.</param>
    /// <exception cref="CheckpointStoreException">It is not there.</exception>
    ReadOnlyLargeSpan View(long step);
}
