using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The room that a level of a run will need: as far as that is certain before its
/// first step.</summary>
internal static class RoomNeeded
{
    /// <summary>Bytes of the checkpoints that a level will hold at the same time, if those of all
    /// steps are as large as those of step 0; 0 if that is not known.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="counts">What it takes; null if that is not known.</param>
    /// <param name="model">The model, which says how large they are.</param>
    /// <param name="level">The level.</param>
    /// <param name="precision">Precision of the doubles, which may be all the data.</param>
    public static long Of(
        CheckpointSchedule schedule,
        Counts? counts,
        IAdjointModel model,
        Storage level,
        StoredPrecision precision
    )
    {
        if (counts is null)
            return 0;
        var referee = schedule.RefereeOptions;
        // A unit may be less than a checkpoint.
        var units = Math.Max(referee.RestartUnits, referee.DependencyUnits);
        var most = referee.Limits.TryGetValue(level, out var limit) ? limit / units : long.MaxValue;
        var (restart, dependencies) = (model.RestartBytes(0), model.DependencyBytes(0));
        var each = dependencies > 0 ? Math.Min(restart, dependencies) : restart;
        var bytes =
            (double)Math.Min(most, counts.On(level).Writes) * each / (precision == StoredPrecision.Single ? 2 : 1);
        return bytes < long.MaxValue ? (long)bytes : long.MaxValue;
    }
}
