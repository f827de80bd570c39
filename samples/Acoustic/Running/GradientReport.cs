using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>What a run took.</summary>
/// <param name="Profile">What it has done, and how long it has taken.</param>
/// <param name="PeakMemoryBytes">The most bytes of checkpoints in memory.</param>
/// <param name="PeakDiskBytes">The most bytes of checkpoints on disk.</param>
public sealed record GradientReport(RunProfile Profile, long PeakMemoryBytes, long PeakDiskBytes);
