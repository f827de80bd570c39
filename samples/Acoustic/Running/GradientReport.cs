namespace Schedules.Samples.Acoustic;

/// <summary>What a run took.</summary>
/// <param name="ForwardSteps">Steps that the forward advanced over, recording or not.</param>
/// <param name="RecordedSteps">Those of them that recorded adjoint dependencies.</param>
/// <param name="ReversedSteps">Steps that the adjoint went back over.</param>
/// <param name="PeakMemoryBytes">The most bytes of checkpoints in memory.</param>
/// <param name="PeakDiskBytes">The most bytes of checkpoints on disk.</param>
/// <param name="Elapsed">The time.</param>
public sealed record GradientReport(
    long ForwardSteps,
    long RecordedSteps,
    long ReversedSteps,
    long PeakMemoryBytes,
    long PeakDiskBytes,
    TimeSpan Elapsed
);
