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

    private const int ChunkLength = 1 << 15;

    /// <summary>The lines, as they are read; of a stream that begins with an array of arrays, its
    /// elements.</summary>
    /// <exception cref="FailureException">A line is too long, or there are too many blank ones:
    /// names the line.</exception>
    public static IEnumerable<string> Of(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, bufferSize: 1 << 16);
        var (start, isArray) = Start(reader);
        foreach (var line in isArray ? ArrayElements.Of(Chunks(start, reader)) : Lines(Chunks(start, reader)))
            yield return line;
    }

    /// <exception cref="FailureException">It is longer than any that means something.</exception>
    public static void CheckLength(int length, long number)
    {
        if (length > LongestLine)
            throw new FailureException(
                $"invalid: line {number}: longer than {LongestLine} characters; allowed: one action a line"
            );
    }

    /// <summary>As much as it takes to see two brackets before anything else, or not.</summary>
    private static (string Text, bool IsArray) Start(TextReader reader)
    {
        var text = new StringBuilder();
        var brackets = 0;
        while (text.Length < LongestLine && reader.Read() is >= 0 and var next)
        {
            text.Append((char)next);
            if (next == '[')
                brackets++;
            else if (!char.IsWhiteSpace((char)next))
                break;
            if (brackets == 2)
                break;
        }
        return (text.ToString(), brackets == 2);
    }

    private static IEnumerable<ReadOnlyMemory<char>> Chunks(string start, TextReader reader)
    {
        yield return start.AsMemory();
        var buffer = new char[ChunkLength];
        for (int count; (count = reader.Read(buffer)) > 0; )
            yield return buffer.AsMemory(0, count);
    }

    private static IEnumerable<string> Lines(IEnumerable<ReadOnlyMemory<char>> chunks)
    {
        var line = new StringBuilder(LongestLine);
        var (number, blank) = (1L, 0);
        foreach (var chunk in chunks)
        {
            for (var start = 0; start < chunk.Length; )
            {
                var end = chunk.Span[start..].IndexOf('\n');
                var length = end < 0 ? chunk.Length - start : end;
                CheckLength(line.Length + length, number);
                line.Append(chunk.Span.Slice(start, length));
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
