using System.IO.Compression;

namespace Schedules.Runtime;

/// <summary>Brotli (RFC 7932), from the framework.</summary>
public sealed class BrotliCodec : ICheckpointCodec
{
    private readonly int quality;
    private readonly int window;

    /// <summary>Makes one.</summary>
    /// <param name="quality">From 0, fast, to 11, small.</param>
    /// <param name="window">How far back it looks for repetition, as a power of two: 10 to 24.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public BrotliCodec(int quality = 1, int window = 22)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quality);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 11);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, 24);
        (this.quality, this.window) = (quality, window);
    }

    /// <inheritdoc/>
    public string Name => "brotli";

    /// <inheritdoc/>
    public bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written) =>
        BrotliEncoder.TryCompress(source, target, out written, quality, window);

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target) =>
        BrotliDecoder.TryDecompress(source, target, out var written)
            ? written
            : throw new InvalidDataException("These are not the data that Brotli has written.");
}
