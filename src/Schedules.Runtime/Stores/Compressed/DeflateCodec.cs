using System.IO.Compression;

namespace Schedules.Runtime;

/// <summary>Deflate (RFC 1951), from the framework.</summary>
public sealed class DeflateCodec : ICheckpointCodec
{
    private readonly CompressionLevel level;

    /// <summary>Makes one.</summary>
    /// <param name="level">How hard it tries.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is none that
    /// there is.</exception>
    public DeflateCodec(CompressionLevel level = CompressionLevel.Fastest)
    {
        if (!Enum.IsDefined(level))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level.");
        }

        this.level = level;
    }

    /// <inheritdoc/>
    public string Name => "deflate";

    /// <inheritdoc/>
    public unsafe bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
    {
        fixed (byte* start = target)
        {
            using var stream = new FixedStream(start, target.Length);
            using (var deflate = new DeflateStream(stream, level, leaveOpen: true))
            {
                deflate.Write(source);
            }

            written = stream.Overflowed ? 0 : (int)stream.Position;
            return !stream.Overflowed;
        }
    }

    /// <inheritdoc/>
    public unsafe int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        fixed (byte* start = source)
        {
            using var stream = new UnmanagedMemoryStream(start, source.Length);
            using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
            var read = deflate.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            return deflate.ReadByte() < 0
                ? read
                : throw new InvalidDataException("There is more than there should be.");
        }
    }
}
