namespace Schedules.Samples.Drawing;

/// <summary>256 colours between a few that are given, which people who do not see red or green apart
/// can tell.</summary>
internal sealed class Palette
{
    /// <summary>The number of colours.</summary>
    public const int Colours = 256;

    private Palette(params IReadOnlyList<(double Red, double Green, double Blue)> anchors)
    {
        Bytes = new byte[3 * Colours];
        for (var colour = 0; colour < Colours; colour++)
        {
            var place = colour * (anchors.Count - 1) / (Colours - 1.0);
            var index = Math.Min((int)place, anchors.Count - 2);
            var ((r0, g0, b0), (r1, g1, b1), part) = (anchors[index], anchors[index + 1], place - index);
            Bytes[3 * colour] = Between(r0, r1, part);
            Bytes[3 * colour + 1] = Between(g0, g1, part);
            Bytes[3 * colour + 2] = Between(b0, b1, part);
        }
    }

    /// <summary>For numbers of both signs: from blue over white to brown, the darker the further from
    /// the middle.</summary>
    public static Palette Signed { get; } =
        new((5, 48, 97), (67, 147, 195), (247, 247, 247), (230, 150, 60), (110, 50, 5));

    /// <summary>For numbers from low to high: from dark blue over green to yellow, ever
    /// lighter.</summary>
    public static Palette Rising { get; } =
        new((28, 22, 84), (38, 84, 134), (42, 135, 136), (112, 182, 108), (248, 226, 92));

    /// <summary>Red, green and blue of each colour, one after the other.</summary>
    public byte[] Bytes { get; }

    /// <summary>The colour of a place.</summary>
    /// <param name="place">From 0, the first colour, to 1, the last; what lies outside gets the colour of that end.</param>
    public static byte Colour(double place) => (byte)Math.Round(Math.Clamp(place, 0, 1) * (Colours - 1));

    private static byte Between(double from, double to, double part) => (byte)Math.Round(from + part * (to - from));
}
