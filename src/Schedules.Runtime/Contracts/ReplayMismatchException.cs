namespace Schedules.Runtime;

/// <summary>A replay of the forward has come to another state than the first pass: its adjoint
/// would be wrong.</summary>
/// <param name="step">The step at whose start they differ.</param>
/// <param name="first">The checksum of the first pass.</param>
/// <param name="replay">That of the replay.</param>
public sealed class ReplayMismatchException(long step, ulong first, ulong replay)
    : Exception(
        $"the forward does not come to the same state again at step {step}: its checksum is {replay:x16}, and was {first:x16}"
    )
{
    /// <summary>The step at whose start they differ.</summary>
    public long Step { get; } = step;
}
