using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Activities of a run.</summary>
public enum ProfileKind
{
    /// <summary>The forward, not recording.</summary>
    Advance,

    /// <summary>The forward, recording.</summary>
    Record,

    /// <summary>The adjoint.</summary>
    Reverse,

    /// <summary>Checksums of the forward's state, to compare replays with the first pass.</summary>
    Check,

    /// <summary>Checkpoints written.</summary>
    Write,

    /// <summary>Checkpoints read.</summary>
    Read,

    /// <summary>Checkpoints deleted.</summary>
    Delete,
}

/// <summary>Time and traffic of one activity of a run.</summary>
/// <param name="Kind">The activity.</param>
/// <param name="Level">Of which level; null if of none.</param>
/// <param name="Actions">Actions, in part or whole.</param>
/// <param name="Count">Steps, or checkpoints.</param>
/// <param name="Predicted">How many of them were predicted; null if that is not known.</param>
/// <param name="Bytes">Bytes written or read.</param>
/// <param name="Time">Time that the computation spent on it, waiting included; with what the runtime takes before it, well below a
/// microsecond, where it follows another activity at once.</param>
/// <param name="StoreTime">Time that the store spent on it, perhaps behind the computation.</param>
/// <param name="Spared">How many of <paramref name="Count"/> the store was not asked for: reads that a buffer has served, and
/// checkpoints that were deleted before they were written.</param>
public sealed record ProfileEntry(
    ProfileKind Kind,
    Storage? Level,
    long Actions,
    long Count,
    long? Predicted,
    long Bytes,
    TimeSpan Time,
    TimeSpan StoreTime,
    long Spared = 0
)
{
    /// <summary>How many its store has carried out in <see cref="StoreTime"/>: fewer than were asked
    /// for while a run goes on, or more, where they are read ahead.</summary>
    internal long Done { get; init; } = Count - Spared;
}
