namespace Schedules.Runtime;

/// <summary>The state that the forward operator works on, as bytes.</summary>
public interface IStateCheckpoint
{
    /// <summary>Bytes of the state, at least 1.</summary>
    int Bytes { get; }

    /// <summary>Writes the state.</summary>
    /// <param name="target"><see cref="Bytes"/> bytes, of any content.</param>
    void Save(Span<byte> target);

    /// <summary>Takes a state.</summary>
    /// <param name="source">What <see cref="Save"/> has written.</param>
    void Load(ReadOnlySpan<byte> source);
}
