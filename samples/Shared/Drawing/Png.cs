using System.Buffers.Binary;
using System.IO.Compression;

namespace Schedules.Samples.Drawing;

/// <summary>
/// Pictures in the format of PNG (ISO/IEC 15948), one byte a point, which is an index into a
/// palette. The framework compresses; the rest is a few headers.
/// </summary>
internal static class Png
{
    private const byte BitsPerIndex = 8;
    private const byte Indexed = 3;

    private static ReadOnlySpan<byte> Signature => [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>The bytes of a picture.</summary>
    /// <param name="width">Points in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="palette">The colours.</param>
    /// <param name="place">The place in the palette, from 0 to 1, of the point of a row (first) and a column (second).</param>
    public static byte[] Of(int width, int height, Palette palette, Func<int, int, double> place)
    {
        using var target = new MemoryStream();
        target.Write(Signature);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (BitsPerIndex, Indexed);
        WriteChunk(target, "IHDR"u8, header);
        WriteChunk(target, "PLTE"u8, palette.Bytes);

        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // Each row starts with the kind of its filter: none.
            var row = new byte[width + 1];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    row[x + 1] = Palette.Colour(place(y, x));
                zlib.Write(row);
            }
        }

        WriteChunk(target, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        WriteChunk(target, "IEND"u8, []);
        return target.ToArray();
    }

    private static void WriteChunk(Stream target, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        target.Write(number);
        target.Write(kind);
        target.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, kind), data));
        target.Write(number);
    }

    /// <summary>CRC-32 bit by bit: the pictures are small.</summary>
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return crc;
    }
}
