using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A stream that cannot be said in another vocabulary, or lines that
/// cannot be read.</summary>
public sealed class TranslationException : Exception
{
    internal TranslationException(Core.Untranslated error)
        : base($"{error}")
    {
        Index = error.Index;
        Reason = $"{error.Reason}";
    }

    internal TranslationException(Core.ReadError error)
        : base($"{error}")
    {
        Index = error.Index;
        Line = error.Line;
        Column = error.Problem is Core.Unreadable.Unparsed unparsed ? unparsed.error.Column : null;
        Reason = $"{error.Problem}";
    }

    /// <summary>The index, from 0, of what cannot be translated; the number of all, if it is the
    /// end that is wrong.</summary>
    public long Index { get; }

    /// <summary>The line, from 1, where lines are read.</summary>
    public long? Line { get; }

    /// <summary>The column, from 1, of a line that is of no vocabulary.</summary>
    public int? Column { get; }

    /// <summary>The error: a sentence.</summary>
    public string Reason { get; }
}
