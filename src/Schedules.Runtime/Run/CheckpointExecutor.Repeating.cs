namespace Schedules.Runtime;

// A run that is complete and begins again: what GradientLoop needs. Threads, buffers and stores
// stay; nothing is allocated where the schedule does not.
public sealed partial class CheckpointExecutor
{
    private bool isRepeating;

    /// <summary>Actions of the runs before: a checkpoint of one of them has another label than any
    /// of this one, so that a store which has kept it cannot pass it for one of this.</summary>
    private long sequenceBase;

    /// <summary>Whether <see cref="Repeat"/> will be called again, so that a run which is complete
    /// keeps its threads, buffers and stores.</summary>
    internal bool IsRepeatable { get; init; }

    /// <summary>Called when the forward has got to its end for the first time, after
    /// <see cref="IAdjointModel.EndForward"/>.</summary>
    internal Action? ForwardEnded { get; init; }

    /// <summary>Runs it all or, once it is complete, all of it again, with what the control is
    /// then: of a schedule without a journal. What breaks it off ends it.</summary>
    internal void Repeat(CancellationToken cancellation)
    {
        if (taken)
            Restart();
        RunUntil(null, cancellation);
    }

    private void Restart()
    {
        hasFoundLeftover = false;
        FindLeftover();
        start.Source.Restart();
        judge.Restart();
        prefetcher.Restart();
        actions.Restart();
        progress.Restart();
        (sequenceBase, index, state, taken, isRepeating) = (
            sequenceBase + index + 1,
            -1,
            ExecutorState.Idle,
            false,
            true
        );
    }
}
