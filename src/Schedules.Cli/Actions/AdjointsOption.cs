using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>--adjoints: how many adjoint calculations there are.</summary>
internal static class AdjointsOption
{
    public static Setting<long?> Create() =>
        OptionFactory.Whole<long>("--adjoints", "Adjoint calculations [1, or none where none is permitted]", 0);

    /// <summary>The number given, or the usual one.</summary>
    /// <exception cref="UsageException">So many are not permitted.</exception>
    public static long Of(CheckpointSchedule schedule, long? given)
    {
        if (given is { } asked && schedule.Adjoints is { } permitted && asked > permitted)
            throw new UsageException($"--adjoints is {asked}; allowed: up to {permitted} for {schedule.Name}");
        return given ?? Math.Min(1, schedule.Adjoints ?? 1);
    }
}
