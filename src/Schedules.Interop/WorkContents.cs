using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Contents of WORK.</summary>
/// <param name="RestartStep">The step whose restart data it holds; null if of none.</param>
/// <param name="DependenciesStart">The first step whose adjoint dependencies it holds.</param>
/// <param name="DependenciesEnd">The end of those steps: <paramref name="DependenciesStart"/> if it holds none,
/// <see cref="Forward.OpenEnd"/> after a Forward without an end that records.</param>
public readonly record struct WorkContents(long? RestartStep, long DependenciesStart, long DependenciesEnd)
{
    /// <summary>Whether it holds adjoint dependencies.</summary>
    public bool HasDependencies => DependenciesEnd > DependenciesStart;

    /// <summary>Neither restart data nor dependencies.</summary>
    public bool IsEmpty => RestartStep is null && !HasDependencies;

    /// <summary>The core marks what is not there by -1.</summary>
    internal static WorkContents From(Core.Work work) =>
        new(
            work.Restart == Core.Step.none ? null : work.Restart,
            Math.Max(0, work.DependenciesStart),
            Math.Max(0, work.DependenciesEnd)
        );
}
