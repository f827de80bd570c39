using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The room that the levels of a run will need: as far as that is certain before its
/// first step.</summary>
/// <param name="schedule">The schedule.</param>
/// <param name="counts">What it takes; null if that is not known.</param>
/// <param name="adjoints">The adjoint calculations that are wanted.</param>
/// <param name="model">The model, which says how large its checkpoints are.</param>
/// <param name="precision">Precision of the doubles, which may be all the data.</param>
internal sealed class RoomNeeded(
    CheckpointSchedule schedule,
    Counts? counts,
    long adjoints,
    IAdjointModel model,
    StoredPrecision precision
)
{
    /// <summary>Writes of a schedule that is gone through before it is run.</summary>
    private const long MostWrites = 1_000_000;

    private readonly ExpectedRoom? expected =
        counts is { } known
        && model is IExpectedSizes sizes
        && schedule.Steps is not null
        && known.Levels.Sum(level => (double)known.On(level).Writes) <= MostWrites
            ? new(schedule, adjoints, sizes)
            : null;

    /// <summary>Bytes of the checkpoints that a level will hold at the same time: by the sizes that
    /// the model expects or else, if those of all steps are as large, of step 0; 0 if that is not
    /// known.</summary>
    public long On(Storage level)
    {
        if (counts is null)
            return 0;
        var bytes = (expected?.On(level) ?? ByStart(counts, level)) / (precision == StoredPrecision.Single ? 2 : 1);
        return bytes < long.MaxValue ? (long)bytes : long.MaxValue;
    }

    private double ByStart(Counts counts, Storage level)
    {
        var referee = schedule.RefereeOptions;
        // A unit may be less than a checkpoint.
        var units = Math.Max(referee.RestartUnits, referee.DependencyUnits);
        var most = referee.Limits.TryGetValue(level, out var limit) ? limit / units : long.MaxValue;
        var (restart, dependencies) = (model.RestartBytes(0), model.DependencyBytes(0));
        var each = dependencies > 0 ? Math.Min(restart, dependencies) : restart;
        return (double)Math.Min(most, counts.On(level).Writes) * each;
    }
}
