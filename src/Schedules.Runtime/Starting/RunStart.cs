using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Start of a run: at the beginning, or where another one was
/// broken off.</summary>
internal sealed record RunStart(ActionSource Source, Judge Judge, Levels Levels)
{
    /// <summary>The schedule, unless it is somebody's own stream.</summary>
    public CheckpointSchedule? Schedule { get; init; }

    /// <summary>The schedule that the user gave, of which that of a run that goes on
    /// is the rest.</summary>
    public CheckpointSchedule? Whole { get; init; }

    /// <summary>Number of adjoint calculations in all.</summary>
    public long? Adjoints { get; init; }

    public RunJournal? Journal { get; init; }

    /// <summary>The checksums of the forward, by step, that were found with checkpoints, if the run
    /// goes on after a crash.</summary>
    public IReadOnlyDictionary<long, ulong> Checksums { get; init; } = new Dictionary<long, ulong>();

    /// <summary>The use of the model, if that has begun.</summary>
    public ModelUse? Use { get; init; }

    /// <summary>Nothing remains to be done but to take the result.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Findings, if the run goes on after a crash.</summary>
    public Recovery? Recovery { get; init; }
}
