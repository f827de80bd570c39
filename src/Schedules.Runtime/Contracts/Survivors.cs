namespace Schedules.Runtime;

/// <summary>Findings of a store about a run that was broken off.</summary>
/// <param name="Whole">The checkpoints that are as they were written.</param>
/// <param name="Rejected">What was there and is of no use: each a sentence with the file, the step if it has one, and why.</param>
public sealed record Survivors(IReadOnlyList<CheckpointLabel> Whole, IReadOnlyList<string> Rejected)
{
    /// <summary>Nothing is there.</summary>
    public static readonly Survivors None = new([], []);
}
