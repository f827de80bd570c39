using Schedules.Interop;

namespace Schedules.Runtime;

// What is done where a run stops before it is complete, or begins another forward.
public sealed partial class CheckpointExecutor
{
    private readonly Deadline? deadline;
    private bool hasStartedOver;

    /// <summary>Checkpoints that have to be deleted before the forward begins again.</summary>
    private Queue<KeptCheckpoint>? leftover;

    /// <summary>Whether what had survived a crash has served for all adjoint calculations that it can, and more are
    /// wanted.</summary>
    private bool IsSpent => start.Recovery is not null && judge.Completed >= start.Schedule?.Adjoints && !HasAll;

    /// <summary>The others need a whole forward. The journal says already that it begins.</summary>
    private bool StartOver()
    {
        leftover ??= new(judge.Contents.Where(kept => kept.Level >= Storage.Ram));
        while (leftover.TryDequeue(out var kept))
            start.Levels[kept.Level].Delete(kept.Step);
        start.Levels.Drain();
        use!.BeginAgain(model);
        var whole = start.Whole!.WithSteps(judge.Steps!.Value);
        (completedBefore, index, hasStartedOver, leftover) = (Completed, -1, true, null);
        start = start with { Schedule = whole, Source = new ActionSource.OfSchedule(whole), Judge = Judge.For(whole) };
        judge = start.Judge;
        prefetcher = LookAhead();
        progress.Expect(null);
        return true;
    }

    private void PauseReverse()
    {
        Pause();
        if (actions.Reached < current.N1)
            start.Journal?.RecordAdjointProgress(index + 1, judge.Steps!.Value, actions.Reached);
    }

    private void Pause()
    {
        if (!cancellation.IsCancellationRequested)
            return;
        cancelled = true;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The run stops in good order: nothing that has been reversed is to be done again.</summary>
    private void RecordAdjointState()
    {
        if (start.Journal is not { } journal || judge.IsSweeping || judge.IsEnded || judge.Steps is not { } steps)
            return;
        // An action that is broken off is not carried out; but a Reverse touches no checkpoints.
        var executes = state == ExecutorState.Executing;
        var reverses = executes && current.Kind == ActionKind.Reverse;
        var adjoint = reverses ? actions.Reached : judge.Adjoint!.Value;
        if (adjoint < steps)
            journal.RecordAdjointState(executes && !reverses ? index : index + 1, steps, adjoint);
    }

    /// <summary>The same, where it cannot be asked for again: if it fails, what was written before is gone on from.</summary>
    private void TryRecordAdjointState()
    {
        if (broken || IsComplete || use is not { IsLatest: true })
            return;
        try
        {
            RecordAdjointState();
        }
        catch (CheckpointStoreException)
        {
            // Said in the documentation of Dispose.
        }
    }
}
