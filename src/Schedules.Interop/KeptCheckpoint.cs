using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A checkpoint that a level holds.</summary>
/// <param name="Level">RAM, disk, or a slower level.</param>
/// <param name="Step">Its step.</param>
/// <param name="HasRestartData">Whether it holds the restart data of its step.</param>
/// <param name="DependenciesEnd">The end of the steps, from <paramref name="Step"/> on, whose adjoint dependencies it holds;
/// <paramref name="Step"/> if of none.</param>
public readonly record struct KeptCheckpoint(Storage Level, long Step, bool HasRestartData, long DependenciesEnd)
{
    /// <summary>Whether it holds adjoint dependencies.</summary>
    public bool HasDependencies => DependenciesEnd > Step;

    /// <summary>A last Forward that went past the end has recorded no further than
    /// to the end.</summary>
    internal static KeptCheckpoint From(Storage level, long step, Core.Kept kept, long end) =>
        new(level, step, Core.KeptModule.restarts(kept), Math.Max(step, Math.Min(kept.DependenciesEnd, end)));

    /// <summary>Where the Forward that wrote the restart data has ended is not known: they
    /// serve any step.</summary>
    internal Core.Kept ToCore() =>
        new(
            HasRestartData ? Core.ActionModule.openEnd : Core.Step.none,
            HasDependencies ? DependenciesEnd : Core.Step.none
        );
}
