namespace Schedules.Cli.CommandLine;

/// <summary>The word that somebody may have meant.</summary>
internal static class Closest
{
    /// <summary>For an error message: " (did you mean …?)"; empty if no word is close.</summary>
    public static string Suggestion(string typed, IEnumerable<string> words)
    {
        var near = words
            .Select(word => (Word: word, Distance: Distance(typed, word)))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Min(typed.Length, pair.Word.Length) / 3))
            .OrderBy(pair => pair.Distance)
            .ToList();
        return near is [var first, ..] ? $" (did you mean {first.Word}?)" : "";
    }

    /// <summary>Letters to be added, left out, changed, or swapped with their neighbour, each
    /// at most once (optimal string alignment).</summary>
    private static int Distance(string from, string to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        for (var j = 0; j <= to.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                costs[i, j] = i + j;
                continue;
            }
            var change = from[i - 1] == to[j - 1] ? 0 : 1;
            costs[i, j] = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + change);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
        }
        return costs[from.Length, to.Length];
    }
}
