using Schedules.Interop;

namespace Schedules.Cli.Costing;

/// <summary>The wall time of a schedule on a machine.</summary>
/// <param name="Overlapped">With storage beside the computation.</param>
/// <param name="Not">Without.</param>
internal sealed record WallTime(Timeline Overlapped, Timeline Not)
{
    public static WallTime Of(CheckpointSchedule schedule, Machine machine, long adjoints) =>
        new(schedule.Time(machine, adjoints), schedule.Time(machine, adjoints, overlapped: false));
}
