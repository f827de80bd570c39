using System.Buffers.Binary;
using System.Text;

namespace Schedules.Runtime;

/// <summary>Frame before compressed data: 16 bytes, little-endian. Which codec, or that the
/// data are as they were; and their length.</summary>
internal readonly record struct CompressedFrame(uint Codec, long Length)
{
    public const int Size = 16;

    /// <summary>The codec of data that are as they were.</summary>
    public const uint Plain = 0;

    private const uint Magic = 0x324d4353; // "SCM2"

    /// <summary>A number for the name of a codec.</summary>
    public static uint Number(string name) => Math.Max(1, Crc32C.Append(0, Encoding.UTF8.GetBytes(name)));

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Codec);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Length);
    }

    /// <summary>Reads one that a codec can have written; null if there is something else.</summary>
    public static CompressedFrame? TryRead(ReadOnlyLargeSpan data, uint codec)
    {
        var source = data.First(Size);
        if (source.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic)
        {
            return null;
        }

        var frame = new CompressedFrame(
            BinaryPrimitives.ReadUInt32LittleEndian(source[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..])
        );
        var body = data.Length - Size;
        return frame.Codec == Plain
            ? frame.Length == body
                ? frame
                : null
            : frame.Codec == codec && frame.Length > body
                ? frame
                : null;
    }
}
