using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Doubles that lie one after another in the bytes that a model writes.</summary>
/// <param name="Offset">The byte at which the first begins.</param>
/// <param name="Count">How many.</param>
internal readonly record struct DoubleRun(long Offset, long Count)
{
    /// <summary>The byte after the last.</summary>
    public long End => Offset + Count * sizeof(double);
}

/// <summary>Where doubles are in the bytes that a model writes, in the order of
/// the bytes.</summary>
internal sealed class DoubleRuns
{
    /// <summary>Doubles that are rounded only if they are so many in a row: fewer would not make
    /// up for the bytes that name their place.</summary>
    private const int Least = 8;

    private readonly List<DoubleRun> runs = [];

    /// <summary>Those that are long enough, after <see cref="DropShort"/>.</summary>
    public ReadOnlySpan<DoubleRun> Span => CollectionsMarshal.AsSpan(runs);

    public void Clear() => runs.Clear();

    /// <summary>Adds doubles after those that are there.</summary>
    public void Add(long offset, long count)
    {
        if (runs.Count > 0 && runs[^1].End == offset)
            runs[^1] = runs[^1] with { Count = runs[^1].Count + count };
        else
            runs.Add(new(offset, count));
    }

    /// <summary>Adds those of data that lie in these from an offset on.</summary>
    public void Add(DoubleRuns others, long offset)
    {
        foreach (var run in others.runs)
            Add(offset + run.Offset, run.Count);
    }

    public void DropShort() => runs.RemoveAll(static run => run.Count < Least);
}
