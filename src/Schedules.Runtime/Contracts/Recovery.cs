using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Findings about a run that was broken off, and where it goes on.</summary>
/// <param name="Reversed">Adjoint steps that need not be done again.</param>
/// <param name="Completed">Adjoint calculations that were complete.</param>
/// <param name="Used">Checkpoints that are there, and are used.</param>
/// <param name="Rejected">What was there and is of no use: each a sentence with the file, the step if it has one, and why.</param>
public sealed record Recovery(
    long Reversed,
    long Completed,
    IReadOnlyList<KeptCheckpoint> Used,
    IReadOnlyList<string> Rejected
)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Completed} adjoint calculations complete, {Reversed} steps of the next reversed, {Used.Count} checkpoints used, {Rejected.Count} rejected";
}
