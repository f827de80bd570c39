using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A checkpoint that is still there after a crash.</summary>
/// <param name="Level">RAM, disk, or a slower level.</param>
/// <param name="Step">Its step, at least 0.</param>
/// <param name="HasRestartData">Whether it holds the restart data of its step.</param>
/// <param name="HasDependencies">Whether it holds the adjoint dependencies of its step; one of both, as the families here write
/// them.</param>
/// <param name="Index">The index, from 0, of the action of the schedule's stream that wrote it; -1 if it was there before the
/// first, as are those of <see cref="CheckpointSchedule.StartsWith"/>.</param>
public readonly record struct SurvivingCheckpoint(
    Storage Level,
    long Step,
    bool HasRestartData,
    bool HasDependencies,
    long Index
)
{
    internal Core.Survivor ToCore() =>
        HasRestartData == HasDependencies
            ? throw new ArgumentException($"{this}: it holds restart data or dependencies", "survivors")
            : new((int)Level, Step, HasRestartData ? Core.Holding.RestartData : Core.Holding.Dependencies, Index);

    internal static SurvivingCheckpoint From(Core.Survivor survivor) =>
        new(
            (Storage)survivor.Level,
            survivor.Step,
            survivor.Holding.IsRestartData,
            survivor.Holding.IsDependencies,
            survivor.Index
        );
}
