using System.Text;
using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Verifying;

/// <summary>The lines of a stream that may be anything, in bounded memory: what is no text of short
/// lines is refused.</summary>
internal static class BoundedLines
{
    /// <summary>More characters than any line has that means something.</summary>
    public const int LongestLine = 1000;

    /// <summary>More blank lines than anybody puts between others.</summary>
    public const int MostBlank = 1000;

    /// <summary>The lines, as they are read.</summary>
    /// <exception cref="FailureException">A line is too long, or there are too many blank ones:
    /// names the line.</exception>
    public static IEnumerable<string> Of(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, bufferSize: 1 << 16);
        var buffer = new char[1 << 15];
        var line = new StringBuilder(LongestLine);
        var (number, blank) = (1L, 0);
        for (int count; (count = reader.Read(buffer)) > 0; )
        {
            for (var start = 0; start < count; )
            {
                var end = Array.IndexOf(buffer, '\n', start, count - start);
                var length = (end < 0 ? count : end) - start;
                if (line.Length + length > LongestLine)
                    throw new FailureException(
                        $"invalid: line {number}: longer than {LongestLine} characters; allowed: one action a line"
                    );
                line.Append(buffer, start, length);
                start += length;
                if (end < 0)
                    continue;
                start++;
                var text = Take(line);
                blank = string.IsNullOrWhiteSpace(text) ? blank + 1 : 0;
                if (blank > MostBlank)
                    throw new FailureException(
                        $"invalid: line {number}: blank, as are {MostBlank} before it; allowed: one action a line"
                    );
                yield return text;
                number++;
            }
        }
        if (line.Length > 0)
            yield return Take(line);
    }

    private static string Take(StringBuilder line)
    {
        var length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
        var text = line.ToString(0, length);
        line.Clear();
        return text;
    }
}
