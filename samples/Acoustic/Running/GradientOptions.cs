using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>How to run, where it is not the usual way.</summary>
public sealed record GradientOptions
{
    /// <summary>Where the directory with the checkpoints on disk is made; the system's place for
    /// temporary files, if not given.</summary>
    public string? Directory { get; init; }

    /// <summary>A directory for the journal and the checkpoints on disk, with which a run that was
    /// killed goes on.</summary>
    public string? Journal { get; init; }

    /// <summary>Is told how far the run is.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Called after every forward and every adjoint step.</summary>
    public Action? AfterStep { get; init; }

    /// <summary>Asked before every step.</summary>
    public CancellationToken Cancellation { get; init; }
}
