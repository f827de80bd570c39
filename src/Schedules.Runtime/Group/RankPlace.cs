namespace Schedules.Runtime;

/// <summary>A process among those that run together.</summary>
/// <param name="Rank">Its number, from 0.</param>
/// <param name="Size">How many there are.</param>
internal sealed record RankPlace(int Rank, int Size)
{
    /// <summary>Its name in a sentence; that of a single process, if it is null.</summary>
    public static string Name(RankPlace? place) => place is null ? "one process" : $"rank {place.Rank} of {place.Size}";
}
