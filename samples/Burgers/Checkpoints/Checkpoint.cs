namespace Schedules.Samples.Burgers;

/// <summary>What is kept of a calculation under the number of a step.</summary>
/// <param name="Restart">The state at the start of that step, if kept.</param>
/// <param name="Dependencies">The states at the end of that step and of the following ones, as many as are kept.</param>
public sealed record Checkpoint(double[]? Restart, IReadOnlyList<double[]> Dependencies)
{
    /// <summary>The size of the numbers in it.</summary>
    public long Bytes => sizeof(double) * ((Restart?.LongLength ?? 0) + Dependencies.Sum(state => state.LongLength));

    /// <summary>The same numbers in memory of their own.</summary>
    public Checkpoint Duplicate() => new(Restart?.ToArray(), [.. Dependencies.Select(state => state.ToArray())]);
}
