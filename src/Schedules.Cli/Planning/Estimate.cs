using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>Time and memory of a schedule on a machine: predicted from its parameters, without
/// going through it.</summary>
/// <param name="Advancing">Time of forward steps that do not record.</param>
/// <param name="Reversing">Time of steps recorded and reversed.</param>
/// <param name="Writing">Time of writes.</param>
/// <param name="Reading">Time of reads.</param>
/// <param name="Ram">Most that is in RAM, the dependencies in WORK included.</param>
/// <param name="Disk">Most that is on disk and on slower levels.</param>
/// <param name="Counts">Steps, writes and reads.</param>
internal sealed record Estimate(
    double Advancing,
    double Reversing,
    double Writing,
    double Reading,
    double Ram,
    double Disk,
    Counts Counts
)
{
    /// <summary>The time of it all.</summary>
    public double Time => Advancing + Reversing + Writing + Reading;

    /// <summary>Estimates a schedule.</summary>
    public static Estimate Of(Candidate candidate, CheckpointSchedule schedule, Machine machine)
    {
        var (counts, costs) = (schedule.Predict(1), machine.Costs);
        var limits = schedule.RefereeOptions.Limits;
        // A write costs in proportion to what is written.
        var share = (double)candidate.UnitSize / machine.RestartSize;
        var workSteps = Math.Min(schedule.RefereeOptions.WorkLimit, machine.Steps);
        double Peak(Storage level) => Math.Min(counts.On(level).Writes, limits.GetValueOrDefault(level, long.MaxValue));
        return new(
            (counts.ForwardSteps - counts.RecordedSteps) * costs.Uf,
            counts.ReversedSteps * costs.Ub,
            counts.Levels.Sum(level => counts.On(level).Writes * costs.Write(level) * share),
            counts.Levels.Sum(level => counts.On(level).Reads * costs.Read(level) * share),
            Peak(Storage.Ram) * candidate.UnitSize + (double)workSteps * machine.DependencySize,
            counts.Levels.Where(level => level > Storage.Ram).Sum(level => Peak(level) * candidate.UnitSize),
            counts
        );
    }
}
