using Schedules.Cli.Families;

namespace Schedules.Cli.Planning;

/// <summary>A schedule that may do, and what its data take.</summary>
/// <param name="Spec">The schedule.</param>
/// <param name="UnitSize">What each unit takes that is kept on a level.</param>
/// <param name="WorkSteps">Most steps whose dependencies WORK holds.</param>
/// <param name="LeastRam">What it needs in RAM at the least, whatever its parameters.</param>
/// <param name="LeastDisk">What it needs on disk at the least, whatever its parameters.</param>
internal sealed record Candidate(
    ScheduleSpec Spec,
    long UnitSize,
    long WorkSteps = 1,
    double LeastRam = 0,
    double LeastDisk = 0
);
