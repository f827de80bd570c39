using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Schedules.Samples.Drawing;

namespace Schedules.Samples.Tests;

/// <summary>The pictures of the samples: bitmaps are what the format says, and numbers beside them
/// are round.</summary>
public sealed class DrawingTests : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("drawing-tests-");

    public void Dispose() => place.Delete(true);

    [Fact]
    public void Every_point_of_a_bitmap_can_be_read_back()
    {
        var bytes = Png.Of(5, 3, Palette.Signed, (row, column) => (50 * row + column) / 255.0);
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], bytes[..8]);
        var chunks = Chunks(bytes).ToList();
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Kind));
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 3, 8, 3, 0, 0, 0], chunks[0].Data);
        Assert.Equal(Palette.Signed.Bytes, chunks[1].Data);
        using var points = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(chunks[2].Data), CompressionMode.Decompress))
            zlib.CopyTo(points);
        Assert.Equal([0, 0, 1, 2, 3, 4, 0, 50, 51, 52, 53, 54, 0, 100, 101, 102, 103, 104], points.ToArray());
        // The chunk that ends every picture has this checksum, in the standard as here.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], bytes[^4..]);
    }

    [Fact]
    public void The_signed_palette_is_white_in_the_middle_and_darker_to_both_ends()
    {
        for (var colour = 1; colour < Palette.Colours; colour++)
        {
            var (before, here) = (Light(Palette.Signed, colour - 1), Light(Palette.Signed, colour));
            Assert.True(colour < 128 ? here >= before : here <= before);
            Assert.True(Light(Palette.Rising, colour) >= Light(Palette.Rising, colour - 1));
        }

        Assert.Equal(0, Palette.Colour(-0.5));
        Assert.Equal(255, Palette.Colour(1.5));
        Assert.InRange(Palette.Colour(0.5), 127, 128);
        var palette = Palette.Signed.Bytes;
        Assert.True(palette[2] > palette[0] && palette[^3] > palette[^1], "from blue to brown");

        static int Light(Palette palette, int colour) =>
            palette.Bytes.AsSpan(3 * colour, 3).ToArray().Sum(part => part);
    }

    [Theory]
    [InlineData(0, 2390, 6, "0 500 1000 1500 2000", "")]
    [InlineData(1390, 0, 4, "0 500 1000", "")]
    [InlineData(1500, 3500, 4, "1500 2000 2500 3000 3500", "")]
    [InlineData(-0.3, 0.3, 6, "−0.3 −0.2 −0.1 0.0 0.1 0.2 0.3", "")]
    [InlineData(-3e-7, 3e-7, 3, "−2 0 2", " × 10⁻⁷")]
    [InlineData(0, 4e12, 4, "0 1 2 3 4", " × 10¹²")]
    [InlineData(5, 5, 4, "", "")]
    public void The_numbers_of_an_axis_are_round(double from, double to, int most, string numbers, string power)
    {
        var axis = new Axis("x", from, to);
        Assert.Equal(numbers, string.Join(' ', axis.Ticks(most).Select(tick => tick.Text)));
        Assert.Equal($"x{power}", axis.Title);
        Assert.All(axis.Ticks(most), tick => Assert.InRange(axis.Place(tick.Value), -1e-9, 1 + 1e-9));
    }

    [Fact]
    public void A_figure_is_well_formed_whatever_its_words()
    {
        var file = Path.Combine(place.FullName, "figure.svg");
        var axis = new Axis("<x> & \"y\"", 0, 1);
        var field = new FieldPanel("a < b", axis, axis, axis, Palette.Rising, 100, 50).Show(3, 2, (row, x) => row - x);
        field.Cover(0.9, 0.1, "<nothing>");
        field.Mark("here & there", [(0.5, 0.5), (0.1, 0.2)], 2, "#fff");
        var curves = new CurvesPanel("&", axis, axis, [new("<1>", [0, 1], [1, 0]), new("2", [0, 1], [0, 0])], 80, 50);
        Figure.Write(file, "<&>", field, curves);
        var elements = XDocument.Load(file).Descendants().Select(element => element.Name.LocalName).ToList();
        Assert.Equal(2, elements.Count(name => name == "image"));
        Assert.Equal(2, elements.Count(name => name == "polyline"));
        // Each mark, and one beside each name.
        Assert.Equal(3, elements.Count(name => name == "circle"));
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
