namespace Schedules.Runtime;

/// <summary>
/// Where the checkpoints of one level are. A store of your own needs the first five members;
/// the others are for stores that outlive the process. The runtime calls one method at a
/// time, though not always from the same thread. A method that throws has changed nothing,
/// and may be called again.
/// </summary>
public interface ICheckpointStore : IDisposable
{
    /// <summary>Bytes and counts.</summary>
    StoreUsage Usage { get; }

    /// <summary>Bytes of data of the checkpoint of a step, as they were written.</summary>
    /// <param name="step">The step of a checkpoint that is there.</param>
    /// <exception cref="CheckpointStoreException">It is not there, or cannot be read.</exception>
    long Length(long step);

    /// <summary>Writes a checkpoint. No reader ever sees a part of it.</summary>
    /// <param name="label">Whose step is free.</param>
    /// <param name="data">The data: as one span, or in parts, where they may be more than one has.</param>
    /// <exception cref="CheckpointStoreException">It cannot be written: nothing is
    /// kept of it.</exception>
    void Write(CheckpointLabel label, ReadOnlyLargeSpan data);

    /// <summary>Reads the data of a checkpoint, which stays.</summary>
    /// <param name="step">Its step.</param>
    /// <param name="target">As many bytes as were written.</param>
    /// <exception cref="CheckpointStoreException">It is not there, or not as it was
    /// written.</exception>
    void Read(long step, LargeSpan target);

    /// <summary>Deletes a checkpoint.</summary>
    /// <param name="step">Its step.</param>
    /// <exception cref="CheckpointStoreException">It is not there, or cannot be
    /// deleted.</exception>
    void Delete(long step);

    /// <summary>Forces out what has been deleted: it does not come back after a power cut, if what
    /// is written outlives one.</summary>
    /// <exception cref="CheckpointStoreException">It cannot be forced out.</exception>
    void Flush() { }

    /// <summary>A run is about to take its first step: refuses what could only fail later, if the
    /// store can tell, as where there is no room or no permission to write.</summary>
    /// <param name="bytes">Bytes of data that the run will have here at the same time, beside what is there; 0 if that is not
    /// known.</param>
    /// <exception cref="CheckpointStoreException">It would fail.</exception>
    void CheckRoom(long bytes) { }

    /// <summary>Whether what is written is there after the process has ended in any way.</summary>
    bool IsDurable => false;

    /// <summary>Whether disposing leaves what the store holds where it is, to be
    /// resumed from.</summary>
    bool KeepOnDispose
    {
        get => false;
        set { }
    }

    /// <summary>The store that this one keeps its data in; null if none. A run has both, and no
    /// other run has either.</summary>
    ICheckpointStore? Inner => null;

    /// <summary>A run begins: what an earlier run has left here is removed.</summary>
    /// <param name="run">Its name, written with each checkpoint.</param>
    void Begin(Guid run) { }

    /// <summary>A run that was broken off goes on: finds what is there of it, whole, and removes
    /// what is not.</summary>
    /// <param name="run">Its name.</param>
    Survivors Resume(Guid run) => Survivors.None;
}
