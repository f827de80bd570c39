using System.Text;
using Schedules.Cli.Output;

namespace Schedules.Cli.Pictures;

/// <summary>The text of a picture in the colours of its SVG, for a terminal: the lines of actions,
/// without their captions.</summary>
internal static class PictureColors
{
    private const string Plain = "\e[0m";
    private const string Caption = "   ";

    /// <summary>Whether standard output is a terminal on which colours are wanted.</summary>
    public static bool AreWanted =>
        !StandardStreams.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>The same lines, coloured.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> lines)
    {
        var isDrawn = false;
        foreach (var line in lines)
        {
            yield return isDrawn ? Coloured(line) : line;
            // From the step numbers to the empty line above the legend.
            isDrawn = isDrawn ? line.Length > 0 : line.StartsWith("0 ", StringComparison.Ordinal);
        }
    }

    private static string Coloured(string line)
    {
        var end = line.LastIndexOf(Caption, StringComparison.Ordinal) is > 0 and var caption ? caption : line.Length;
        var (text, colour) = (new StringBuilder(), "");
        foreach (var sign in line[..end])
        {
            if (sign != ' ' && Colour(sign) is var next && next != colour)
                text.Append(colour.Length > 0 ? Plain : "").Append(colour = next);
            text.Append(sign);
        }
        return text.Append(colour.Length > 0 ? Plain : "").Append(line[end..]).ToString();
    }

    private static string Colour(char sign) =>
        char.ToUpperInvariant(sign) switch
        {
            '=' => Rgb(0x0072b2),
            '<' => Rgb(0xd55e00),
            'R' => Rgb(0x56b4e9),
            'D' => Rgb(0xe69f00),
            '2' => Rgb(0x009e73),
            '3' => Rgb(0xcc79a7),
            (>= '4' and <= '9') or '*' => Rgb(0x999999),
            // Forward steps, edges, WORK: as all other text, for a picture is not worth an error.
            _ => "",
        };

    private static string Rgb(int colour) => $"\e[38;2;{colour >> 16};{(colour >> 8) & 255};{colour & 255}m";
}
