using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>Work of predicting a schedule, where that is not found in a few
/// operations.</summary>
internal static class Effort
{
    /// <summary>Slots that are gone through within a second.</summary>
    public const long MostSlots = 100_000;

    /// <summary>Slots looked at by a sweep within some seconds.</summary>
    public const double LongestSweep = 1e8;

    /// <summary>Slots that a binomial schedule goes through, of so many that there are: none
    /// where there is one for each step. What has units of other sizes has a table, with a bound
    /// of its own.</summary>
    public static long OfSlots(ScheduleSpec spec, long slots, Machine machine) =>
        spec.Parameters(ParameterKind.RestartUnits).Any() || slots >= machine.Steps - 1 ? 0 : slots;

    /// <summary>Slots looked at by the sweep of a schedule that is to be gone through: one of
    /// unknown length whose slots are not those of a period.</summary>
    private static double OfSweep(ScheduleSpec spec, Machine machine) =>
        spec.Family.IsOffline || spec.Parameters(ParameterKind.Period).Any()
            ? 0
            : (double)machine.Steps * spec.Parameters(ParameterKind.Slots).Sum(spec.Number);

    /// <summary>Why a schedule is not predicted; null if it is.</summary>
    public static string? TooMuch(ScheduleSpec spec, CheckpointSchedule schedule, Machine machine) =>
        OfSweep(spec, machine) > LongestSweep ? $"steps times slots are above {LongestSweep:0e+0}: too many to predict"
        // What is recorded many steps at a time is not reversed binomially.
        : schedule.RefereeOptions.WorkLimit <= 1 && Slots(spec).Any(slots => OfSlots(spec, slots, machine) > MostSlots)
            ? $"more than {MostSlots} slots: too many to predict"
        : null;

    private static IEnumerable<long> Slots(ScheduleSpec spec) =>
        spec.Parameters(ParameterKind.Slots).Select(spec.Number).Concat(spec.Levels.Select(slots => (long)slots));
}
