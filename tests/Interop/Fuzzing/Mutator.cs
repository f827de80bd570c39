using System.Text;

namespace Schedules.Interop.Tests.Fuzzing;

/// <summary>Texts like those of a corpus, and yet wrong: cut, spliced, repeated, with extreme
/// numbers and characters that print nothing.</summary>
internal sealed class Mutator(IReadOnlyList<string> corpus, Random random)
{
    private const int Longest = 1 << 16;

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-1",
        "00",
        "1e9",
        "1.5",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1e400",
        "NaN",
        new('9', 400),
    ];

    private static readonly string[] Pieces =
    [
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "\\u0000",
        "\\ud800",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u001b[2J",
        "\u009b",
        "\u202e",
        "\u200b",
        "\u2028",
        "\ufeff",
        "\ud800",
        "\udc00",
        "é",
        "😀",
        "null",
        "true",
        "LEVEL",
        "->",
        "^",
        "_",
        new('[', 500),
        new(' ', 500),
    ];

    /// <summary>The next one.</summary>
    public string Next()
    {
        var text = new StringBuilder(Any(corpus));
        for (var changes = random.Next(6); changes >= 0; changes--)
            Change(text);
        return text.ToString();
    }

    private void Change(StringBuilder text)
    {
        var (at, length) = Slice(text.Length);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Length = at;
                break;
            case 2:
                text.Insert(at, Any(Pieces));
                break;
            case 3:
                text.Insert(at, (char)random.Next(char.MaxValue + 1));
                break;
            case 4:
                Put(text, Any(Numbers));
                break;
            case 5:
                var other = Any(corpus);
                var (from, much) = Slice(other.Length);
                text.Insert(at, other.AsSpan(from, much));
                break;
            case 6 when length > 0:
                var slice = text.ToString(at, length);
                var room = Math.Max(0, (Longest - 1 - text.Length) / length);
                text.Insert(at, slice, Math.Min(random.Next(1, 2000), room));
                break;
            default:
                if (text.Length > 0)
                    text[Math.Min(at, text.Length - 1)] = (char)random.Next(32, 127);
                break;
        }
    }

    /// <summary>In place of a number, if there is one.</summary>
    private void Put(StringBuilder text, string number)
    {
        // In a text of many parts, each sign would be searched for.
        var signs = text.ToString();
        var digits = Enumerable.Range(0, signs.Length).Where(index => char.IsAsciiDigit(signs[index])).ToList();
        if (digits.Count == 0)
            return;
        var first = Any(digits);
        var last = first;
        while (first > 0 && char.IsAsciiDigit(signs[first - 1]))
            first--;
        while (last + 1 < signs.Length && char.IsAsciiDigit(signs[last + 1]))
            last++;
        text.Remove(first, last + 1 - first).Insert(first, number);
    }

    private (int At, int Length) Slice(int length)
    {
        var at = random.Next(length + 1);
        return (at, random.Next(Math.Min(length - at, 20) + 1));
    }

    private T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
