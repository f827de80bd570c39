namespace Schedules.Runtime;

/// <summary>
/// A store whose data are where the runtime does not reach, on a device say. A model that knows its
/// handles (<see cref="IHandleModel"/>) writes and reads there; to and from other levels a
/// checkpoint goes as bytes, the same ones, by <see cref="ICheckpointStore.Write"/> and
/// <see cref="ICheckpointStore.Read"/>. The thread of the run makes all calls.
/// </summary>
public interface IHandleStore : ICheckpointStore
{
    /// <summary>Makes room for a checkpoint, which the model fills at once.</summary>
    /// <param name="label">Whose step is free.</param>
    /// <param name="length">Bytes.</param>
    /// <returns>A handle of the room: whatever store and model agree on.</returns>
    /// <exception cref="CheckpointStoreException">There is no room.</exception>
    object Reserve(CheckpointLabel label, long length);

    /// <summary>A handle of the data of a checkpoint, valid until it is deleted.</summary>
    /// <param name="step">Its step.</param>
    /// <exception cref="CheckpointStoreException">It is not there.</exception>
    object View(long step);
}
