using System.Diagnostics;
using System.Globalization;

namespace Schedules.Mpi.Tests.Ranks;

/// <summary>What is to happen on one rank at a count: `name=rank:count`.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Count">When, from 0.</param>
internal sealed record Happening(int Rank, long Count)
{
    private long seen;

    /// <summary>That of a name among the words; null if there is none for this rank.</summary>
    public static Happening? Find(string[] words, string name, int rank)
    {
        foreach (var word in words)
            if (word.StartsWith(name + "=", StringComparison.Ordinal))
            {
                var parts = word[(name.Length + 1)..].Split(':');
                var found = new Happening(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);
                if (found.Rank == rank)
                    return found;
            }

        return null;
    }

    /// <summary>Whether it is now: asked once for each that is counted.</summary>
    public bool IsNow() => seen++ == Count;

    /// <summary>This process ends as if its machine had.</summary>
    public static void Die() => Process.GetCurrentProcess().Kill();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
