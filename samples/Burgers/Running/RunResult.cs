using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Burgers;

/// <summary>What came out of a run.</summary>
/// <param name="Energy">The functional.</param>
/// <param name="Gradient">Its derivative by the control; null if the schedule permits no adjoint.</param>
/// <param name="Profile">What was done, and how long it took.</param>
/// <param name="PeakBytes">The most bytes that WORK and each level ever held.</param>
public sealed record RunResult(
    double Energy,
    double[]? Gradient,
    RunProfile Profile,
    IReadOnlyDictionary<Storage, long> PeakBytes
);
