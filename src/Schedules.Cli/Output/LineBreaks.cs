using System.Text;

namespace Schedules.Cli.Output;

/// <summary>Text on lines of a width, broken where a reader, or a shell, puts it
/// together again.</summary>
internal static class LineBreaks
{
    private const string Indent = "    ";

    /// <summary>A command line, which can be pasted: broken before options, an option together with
    /// its value, and before pipes.</summary>
    /// <param name="command">Words and options, with spaces between them.</param>
    /// <param name="width">Most characters of a line; only an option that is longer takes more.</param>
    /// <param name="indent">Before the first line; the others are indented further.</param>
    public static IEnumerable<string> OfCommand(string command, int width, string indent = "") =>
        Fill(
            command
                .Replace(" --", "\n--", StringComparison.Ordinal)
                .Replace(" | ", "\n| ", StringComparison.Ordinal)
                .Split('\n'),
            width,
            indent,
            " \\"
        );

    /// <summary>A sentence, broken between words.</summary>
    /// <param name="sentence">Words with spaces between them.</param>
    /// <param name="width">Most characters of a line; only a word that is longer takes more.</param>
    /// <param name="indent">Before the first line; the others are indented further.</param>
    public static IEnumerable<string> OfSentence(string sentence, int width, string indent = "") =>
        Fill(sentence.Split(' '), width, indent, "");

    private static IEnumerable<string> Fill(string[] pieces, int width, string indent, string mark)
    {
        var line = new StringBuilder(indent).Append(pieces[0]);
        for (var next = 1; next < pieces.Length; next++)
        {
            var after = next == pieces.Length - 1 ? 0 : mark.Length;
            if (line.Length + 1 + pieces[next].Length + after <= width)
            {
                line.Append(' ').Append(pieces[next]);
                continue;
            }
            yield return line.Append(mark).ToString();
            line.Clear().Append(indent).Append(Indent).Append(pieces[next]);
        }
        yield return line.ToString();
    }
}
