namespace Schedules.Samples.Acoustic;

/// <summary>
/// 256 colours from blue over white to brown, which people who do not see red or green apart can
/// tell, and which are the darker the further from the middle.
/// </summary>
public static class Palette
{
    /// <summary>The number of colours.</summary>
    public const int Colours = 256;

    private static readonly (double Red, double Green, double Blue)[] Anchors =
    [
        (5, 48, 97),
        (67, 147, 195),
        (247, 247, 247),
        (230, 150, 60),
        (110, 50, 5),
    ];

    /// <summary>Red, green and blue of each colour, one after the other.</summary>
    public static byte[] Bytes()
    {
        var bytes = new byte[3 * Colours];
        for (var colour = 0; colour < Colours; colour++)
        {
            var place = colour * (Anchors.Length - 1) / (Colours - 1.0);
            var index = Math.Min((int)place, Anchors.Length - 2);
            var ((r0, g0, b0), (r1, g1, b1), part) = (Anchors[index], Anchors[index + 1], place - index);
            bytes[3 * colour] = Between(r0, r1, part);
            bytes[3 * colour + 1] = Between(g0, g1, part);
            bytes[3 * colour + 2] = Between(b0, b1, part);
        }

        return bytes;
    }

    /// <summary>The colour of a value.</summary>
    /// <param name="value">A value; what lies outside the scale gets the colour of its end.</param>
    /// <param name="scale">The value of the last colour, positive; the first is that of its opposite.</param>
    public static byte Colour(double value, double scale) =>
        (byte)Math.Round((Math.Clamp(value / scale, -1, 1) + 1) / 2 * (Colours - 1));

    private static byte Between(double from, double to, double part) => (byte)Math.Round(from + part * (to - from));
}
