using System.Buffers;
using System.IO.Compression;

namespace Schedules.Runtime;

/// <summary>Brotli (RFC 7932), from the framework, of bytes that have been shuffled by their places
/// in numbers.</summary>
public sealed class BrotliCodec : ICheckpointCodec
{
    private readonly int quality;
    private readonly int window;
    private readonly int elementSize;

    /// <summary>Makes one.</summary>
    /// <param name="quality">From 0, fast, to 11, small.</param>
    /// <param name="window">How far back it looks for repetition, as a power of two: 10 to 24.</param>
    /// <param name="elementSize">Bytes of a number of the data, by which they are shuffled: 2, 4, 8 or 16; 1 for data that are
    /// not numbers, of which nothing is shuffled.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public BrotliCodec(int quality = 1, int window = 22, int elementSize = sizeof(double))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quality);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 11);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, 24);
        (this.quality, this.window, this.elementSize) = (quality, window, ByteShuffle.Checked(elementSize));
    }

    /// <summary>With the size of the elements: what was shuffled otherwise is not read.</summary>
    public string Name => ByteShuffle.Name("brotli", elementSize);

    /// <inheritdoc/>
    public bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        if (elementSize == 1)
            return BrotliEncoder.TryCompress(source, target, out written, quality, window);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(ByteShuffle.Block, source.Length));
        var encoder = new BrotliEncoder(quality, window);
        try
        {
            written = 0;
            while (!source.IsEmpty)
            {
                var block = buffer.AsSpan(0, Math.Min(ByteShuffle.Block, source.Length));
                ByteShuffle.Shuffle(source[..block.Length], block, elementSize);
                source = source[block.Length..];
                if (
                    encoder.Compress(block, target[written..], out _, out var part, isFinalBlock: source.IsEmpty)
                    != OperationStatus.Done
                )
                    return false;
                written += part;
            }

            return true;
        }
        finally
        {
            encoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (elementSize == 1)
            return BrotliDecoder.TryDecompress(source, target, out var all) ? all : throw Foreign();
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(ByteShuffle.Block, target.Length));
        var decoder = new BrotliDecoder();
        try
        {
            var read = 0;
            while (read < target.Length)
            {
                var block = buffer.AsSpan(0, Math.Min(ByteShuffle.Block, target.Length - read));
                _ = decoder.Decompress(source, block, out var consumed, out var written);
                // It gives all that it can, and stops before only at its end or
                // where it is damaged.
                if (written < block.Length)
                    throw Foreign();
                ByteShuffle.Unshuffle(block, target.Slice(read, written), elementSize);
                source = source[consumed..];
                read += written;
            }

            Span<byte> surplus = stackalloc byte[1];
            return
                decoder.Decompress(source, surplus, out var last, out var more) == OperationStatus.Done
                && more == 0
                && last == source.Length
                ? read
                : throw Foreign();
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static InvalidDataException Foreign() => new("These are not the data that Brotli has written.");
}
