using Schedules.Interop;

namespace Schedules.Cli.Costing;

/// <summary>Counts of a schedule: predicted from the parameters, and counted where that does not
/// take long.</summary>
/// <param name="Steps">The number of steps.</param>
/// <param name="Counts">Steps, writes and reads.</param>
/// <param name="Costs">What they cost.</param>
/// <param name="Profile">Peaks and the number of actions; null if the schedule was not gone through.</param>
internal sealed record Assessment(long Steps, Counts Counts, CostModel Costs, Profile? Profile)
{
    /// <summary>So many actions are gone through without being asked: seconds.</summary>
    public const double MostActions = 1e7;

    /// <summary>Assesses a schedule of a known number of steps.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="adjoints">How many adjoint calculations.</param>
    /// <param name="costs">What things cost.</param>
    /// <param name="count">Whether to go through it; null: if it does not take long.</param>
    public static Assessment Of(CheckpointSchedule schedule, long adjoints, CostModel costs, bool? count = null)
    {
        var predicted = schedule.Predict(adjoints);
        var profile = count ?? Actions(predicted) <= MostActions ? schedule.Verify(adjoints) : null;
        return new(schedule.Steps ?? 0, profile?.Counts ?? predicted, costs, profile);
    }

    /// <summary>The makespan under the costs.</summary>
    public double Makespan => Counts.Makespan(Costs);

    /// <summary>Forward steps for each step of the calculation.</summary>
    public double Recomputation => Counts.RecomputationRatio(Steps);

    /// <summary>Most units that a level held; null if that was not counted.</summary>
    public long? Peak(Storage level) => Profile?.Peak(level);

    /// <summary>About how many actions there are: a Forward to each write, read and recording, and
    /// what goes with them.</summary>
    private static double Actions(Counts counts) =>
        2.0 * (counts.RecordedSteps + counts.ReversedSteps)
        + counts.Levels.Sum(level => 2.0 * (counts.On(level).Writes + counts.On(level).Reads));
}
