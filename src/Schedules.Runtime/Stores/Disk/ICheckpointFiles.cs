namespace Schedules.Runtime;

/// <summary>Layout of the checkpoints of a <see cref="DiskStore"/> in a directory that is there.
/// Its methods throw what the system throws, or what <see cref="DiskErrors.With"/> says; they have
/// changed nothing then.</summary>
internal interface ICheckpointFiles
{
    /// <summary>The file of a checkpoint.</summary>
    string PathOf(long step);

    /// <summary>Writes a checkpoint and returns where it is.</summary>
    long Write(CheckpointHeader header, ReadOnlyLargeSpan data);

    /// <summary>Reads what should be there, and verifies all of it.</summary>
    void Read(CheckpointHeader expected, LargeSpan target);

    void Delete(long step, long position, long length);

    /// <summary>Forces out what has been deleted, if what is written is.</summary>
    void Flush();

    /// <summary>Takes what is whole of a run and removes what is not, saying why.</summary>
    void Resume(Guid run, string rank, List<CheckpointHeader> whole, List<string> rejected);

    /// <summary>Lets go of files and forgets what is in them.</summary>
    void Close();
}
