using System.Text;

namespace Schedules.Cli.Verifying;

/// <summary>The elements of an array of arrays, each as a line of its own; what does not belong
/// there as a line that nobody can read. Lines without an element are blank, so that numbers of lines
/// are right where no two elements share one.</summary>
internal static class ArrayElements
{
    /// <summary>What may come next.</summary>
    private enum State
    {
        /// <summary>The bracket of the outer array.</summary>
        Outside,

        /// <summary>An element, or the end.</summary>
        Element,

        /// <summary>What belongs to the element.</summary>
        Within,

        /// <summary>A comma, or the end; the next line will do for a comma.</summary>
        Comma,

        /// <summary>Nothing.</summary>
        Ended,
    }

    public static IEnumerable<string> Of(IEnumerable<ReadOnlyMemory<char>> chunks)
    {
        var (state, number, quoted, said, broken) = (State.Outside, 1L, false, false, 0);
        // The outer bracket has a line of its own, which is said to be one.
        var (alone, turned) = (false, false);
        var element = new StringBuilder(BoundedLines.LongestLine);
        foreach (var chunk in chunks)
        {
            for (var at = 0; at < chunk.Length; at++)
            {
                var next = chunk.Span[at];
                if (next == '\n')
                {
                    // An element is on the line on which it begins.
                    broken += state == State.Within ? 1 : 0;
                    if (!said && state != State.Within)
                        yield return alone ? "[" : "";
                    (alone, said, turned) = (false, false, true);
                }
                if (state != State.Within && char.IsWhiteSpace(next))
                    continue;
                switch (state, next)
                {
                    case (State.Outside, '['):
                        (state, alone) = (State.Element, true);
                        break;
                    case (State.Element, '['):
                    case (State.Comma, '[') when turned:
                        (state, alone) = (State.Within, false);
                        element.Append(next);
                        break;
                    case (State.Comma, ','):
                        state = State.Element;
                        break;
                    case (State.Element or State.Comma, ']'):
                        state = State.Ended;
                        break;
                    case (State.Within, '[') when broken > 0 && !quoted:
                        yield return element.ToString().TrimEnd();
                        yield break;
                    case (State.Within, _):
                        element.Append(next is '\n' or '\r' ? ' ' : next);
                        BoundedLines.CheckLength(element.Length, number);
                        quoted ^= next == '"';
                        if (next != ']' || quoted)
                            break;
                        yield return element.ToString();
                        for (; broken > 0; broken--)
                            yield return "";
                        element.Clear();
                        number++;
                        (state, said, turned) = (State.Comma, true, false);
                        break;
                    default:
                        yield return next.ToString();
                        yield break;
                }
            }
        }
        if (state != State.Ended)
            yield return element.Length > 0 ? element.ToString() : "[";
    }
}
