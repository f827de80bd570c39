namespace Schedules.Runtime;

/// <summary>The state that the forward operator works on, as bytes.</summary>
public interface IStateCheckpoint
{
    /// <summary>Bytes of the present state, at least 1.</summary>
    long Bytes { get; }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Takes exactly <see cref="Bytes"/> bytes.</param>
    void Save(ref ByteWriter writer);

    /// <summary>Takes a state.</summary>
    /// <param name="reader">Gives what <see cref="Save"/> has written, all of which is to be read.</param>
    void Load(ref ByteReader reader);
}
