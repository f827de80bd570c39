using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>Streams of actions, as a counterexample shows them.</summary>
internal static class Shown
{
    private const int MostActions = 60;
    private const int Before = 12;

    /// <summary>The picture of a stream that is valid; of another one the actions that lead to the
    /// one refused.</summary>
    public static string Stream(IEnumerable<CheckpointAction> actions, RefereeOptions options)
    {
        var stream = actions.ToList();
        if (Referee.FindViolation(stream, options) is { } violation)
            return Actions(stream, (int)violation.Index);
        return options.Steps is null || stream.Count > MostActions
            ? Actions(stream, stream.Count)
            : Lines(Picture.Text(stream, new() { Referee = options, Title = "" }));
    }

    /// <summary>The actions up to one, which is marked.</summary>
    public static string Actions(IReadOnlyList<CheckpointAction> actions, int wrong)
    {
        var first = Math.Max(0, wrong - Before);
        var shown = actions
            .Skip(first)
            .Take(wrong - first + 1)
            .Select((action, i) => $"{(first + i == wrong ? ">" : " ")} {first + i, 4}  {action.ToText()}");
        return Lines(first > 0 ? shown.Prepend("     …") : shown);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines);
}
