using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>How to run, where it is not the usual way.</summary>
public sealed record RunOptions
{
    /// <summary>Where the directory with the files is made; the system's place for temporary files, if not given.</summary>
    public string? TemporaryParent { get; init; }

    /// <summary>Sees every action before it is carried out; what it throws ends the run.</summary>
    public Action<CheckpointAction>? BeforeAction { get; init; }

    /// <summary>Called after every forward and every adjoint step.</summary>
    public Action? AfterStep { get; init; }

    /// <summary>Asked before every action and every step.</summary>
    public CancellationToken Cancellation { get; init; }
}
