namespace Schedules.Runtime;

/// <summary>Makes the data of a checkpoint shorter, and long again. One that loses something is
/// right only for a model that can do with what comes back.</summary>
public interface ICheckpointCodec
{
    /// <summary>Says what it is: written with each checkpoint, so that none is read with
    /// another codec.</summary>
    string Name { get; }

    /// <summary>Compresses.</summary>
    /// <param name="source">The data, or a block of them, at least one byte: more than 256 MiB are given block by
    /// block.</param>
    /// <param name="target">Room for fewer bytes than those are.</param>
    /// <param name="written">How much of the room was taken.</param>
    /// <returns>False if there is not enough room: they are kept as they are then.</returns>
    bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written);

    /// <summary>Decompresses.</summary>
    /// <param name="source">What <see cref="TryCompress"/> has written.</param>
    /// <param name="target">As many bytes as <see cref="TryCompress"/> had.</param>
    /// <returns>How many bytes there were: anything but the length of <paramref name="target"/> is
    /// an error. So is any exception.</returns>
    int Decompress(ReadOnlySpan<byte> source, Span<byte> target);
}
