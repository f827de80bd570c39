using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Knowledge of a calculation that was broken off, from a journal and from looking for
/// its checkpoints.</summary>
public sealed record InterruptedRun
{
    /// <summary>How many actions of the schedule's stream, all adjoint calculations included, had
    /// been carried out for certain; 0 if that is not known.</summary>
    public long Actions { get; init; }

    /// <summary>The number of steps, if the solver had told it
    /// (<see cref="CheckpointRun.SetLength(long)"/>); need not be given where the
    /// schedule has it.</summary>
    public long? Steps { get; init; }

    /// <summary>Adjoint steps of the current adjoint calculation after which the adjoint's state
    /// was saved, within those actions and fewer than the number of steps; 0 if it was not saved:
    /// the adjoint calculation then begins again, with <see cref="EndForward"/>.</summary>
    public long Reversed { get; init; }

    /// <summary>The checkpoints that are still there, in any order. What the schedule would have
    /// deleted by then may be among them.</summary>
    public IReadOnlyCollection<SurvivingCheckpoint> Survivors { get; init; } = [];

    internal Core.InterruptedRun ToCore() =>
        new(
            Actions,
            Map.Optional(Steps),
            Reversed,
            ListModule.OfSeq((Survivors ?? []).Select(survivor => survivor.ToCore()))
        );
}
