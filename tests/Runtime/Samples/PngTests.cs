using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The pictures are what the format says.</summary>
public sealed class PngTests
{
    [Fact]
    public void Every_point_can_be_read_back()
    {
        using var stream = new MemoryStream();
        Png.Write(stream, 5, 3, Palette.Bytes(), (row, column) => (byte)(50 * row + column));
        var bytes = stream.ToArray();
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], bytes[..8]);
        var chunks = Chunks(bytes).ToList();
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Kind));
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 3, 8, 3, 0, 0, 0], chunks[0].Data);
        Assert.Equal(Palette.Bytes(), chunks[1].Data);
        using var points = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(chunks[2].Data), CompressionMode.Decompress))
            zlib.CopyTo(points);
        Assert.Equal([0, 0, 1, 2, 3, 4, 0, 50, 51, 52, 53, 54, 0, 100, 101, 102, 103, 104], points.ToArray());
        // The chunk that ends every picture has this checksum, in the standard as here.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], bytes[^4..]);
    }

    [Fact]
    public void The_palette_is_white_in_the_middle_and_darker_to_both_ends()
    {
        var palette = Palette.Bytes();
        int Light(int colour) => palette[3 * colour] + palette[3 * colour + 1] + palette[3 * colour + 2];
        for (var colour = 1; colour < Palette.Colours; colour++)
            Assert.True(colour < 128 ? Light(colour) >= Light(colour - 1) : Light(colour) <= Light(colour - 1));
        Assert.Equal(0, Palette.Colour(-7, 2));
        Assert.Equal(255, Palette.Colour(7, 2));
        Assert.InRange(Palette.Colour(0, 2), 127, 128);
        Assert.True(palette[2] > palette[0] && palette[^3] > palette[^1], "from blue to brown");
    }

    private static IEnumerable<(string Kind, byte[] Data)> Chunks(byte[] bytes)
    {
        for (var at = 8; at < bytes.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            yield return (Encoding.ASCII.GetString(bytes, at + 4, 4), bytes[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
    }
}
