using System.Buffers;
using System.IO.Compression;

namespace Schedules.Runtime;

/// <summary>Deflate (RFC 1951), from the framework, of bytes that have been shuffled by their
/// places in numbers.</summary>
public sealed class DeflateCodec : ICheckpointCodec
{
    private readonly CompressionLevel level;
    private readonly int elementSize;

    /// <summary>Makes one.</summary>
    /// <param name="level">How hard it tries.</param>
    /// <param name="elementSize">Bytes of a number of the data, by which they are shuffled: 2, 4, 8 or 16; 1 for data that are
    /// not numbers, of which nothing is shuffled.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is none that
    /// there is, or <paramref name="elementSize"/> is out of its range.</exception>
    public DeflateCodec(CompressionLevel level = CompressionLevel.Fastest, int elementSize = sizeof(double))
    {
        if (!Enum.IsDefined(level))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level.");
        }

        (this.level, this.elementSize) = (level, ByteShuffle.Checked(elementSize));
    }

    /// <summary>With the size of the elements: what was shuffled otherwise is not read.</summary>
    public string Name => ByteShuffle.Name("deflate", elementSize);

    /// <inheritdoc/>
    public unsafe bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(ByteShuffle.Block, source.Length));
        try
        {
            fixed (byte* start = target)
            {
                using var stream = new FixedStream(start, target.Length);
                using (var deflate = new DeflateStream(stream, level, leaveOpen: true))
                {
                    while (!source.IsEmpty && !stream.Overflowed)
                    {
                        var block = buffer.AsSpan(0, Math.Min(ByteShuffle.Block, source.Length));
                        ByteShuffle.Shuffle(source[..block.Length], block, elementSize);
                        deflate.Write(block);
                        source = source[block.Length..];
                    }
                }

                written = stream.Overflowed ? 0 : (int)stream.Position;
                return !stream.Overflowed;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public unsafe int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // Of nothing there is no address for a stream, and no data.
        if (source.IsEmpty)
            return 0;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(ByteShuffle.Block, target.Length));
        try
        {
            fixed (byte* start = source)
            {
                using var stream = new UnmanagedMemoryStream(start, source.Length);
                using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
                var read = 0;
                while (read < target.Length)
                {
                    var block = buffer.AsSpan(0, Math.Min(ByteShuffle.Block, target.Length - read));
                    var part = deflate.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
                    if (part < block.Length)
                        return read + part;
                    ByteShuffle.Unshuffle(block, target.Slice(read, part), elementSize);
                    read += part;
                }

                return deflate.ReadByte() < 0
                    ? read
                    : throw new InvalidDataException("There is more than there should be.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
