using Schedules.Interop;

namespace Schedules.Runtime;

// What is done where a run stops, before it is complete or after, or begins another forward.
public sealed partial class CheckpointExecutor
{
    private readonly Deadline? deadline;
    private bool hasStartedOver;

    /// <summary>Checkpoints that have to be deleted before the forward begins again.</summary>
    private readonly List<KeptCheckpoint> leftover = [];
    private bool hasFoundLeftover;

    /// <summary>Whether what had survived a crash has served for all adjoint calculations that it
    /// can, and more are wanted.</summary>
    private bool IsSpent => start.Recovery is not null && judge.Completed >= start.Schedule?.Adjoints && !HasAll;

    /// <summary>The others need a whole forward. The journal says already that it begins.</summary>
    private bool StartOver()
    {
        FindLeftover();
        DeleteLeftover();
        start.Levels.Drain();
        MeetOthers();
        use!.BeginAgain(model);
        actions.BeginAgain();
        var whole = start.Whole!.WithSteps(judge.Steps!.Value);
        (completedBefore, index, hasStartedOver, hasFoundLeftover) = (Completed, -1, true, false);
        start = start with { Schedule = whole, Source = new ActionSource.OfSchedule(whole), Judge = Judge.For(whole) };
        judge = start.Judge;
        prefetcher = LookAhead();
        progress.ExpectNothing();
        return true;
    }

    private void FindLeftover()
    {
        if (!hasFoundLeftover)
            judge.CopyContents(leftover);
        hasFoundLeftover = true;
    }

    private void DeleteLeftover()
    {
        while (leftover.Count > 0)
        {
            var kept = leftover[^1];
            leftover.RemoveAt(leftover.Count - 1);
            start.Levels[kept.Level].Delete(kept.Step);
        }
    }

    private void PauseForward()
    {
        TickWithin();
        PauseOrMeet();
    }

    private void PauseReverse()
    {
        PauseAlone();
        TickWithin();
        if (actions.Reached < current.N1)
            start.Journal?.RecordAdjointProgress(index + 1, judge.Steps!.Value, actions.Reached);
        // Last: from there all ranks go on into the model, and none stays behind.
        MeetOthers();
    }

    private void TickWithin() => progress.Tick(index, judge, start.Levels, current, actions.Reached);

    private void Pause()
    {
        if (!cancellation.IsCancellationRequested)
            return;
        cancelled = true;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The run stops in good order: nothing that has been reversed is to be
    /// done again.</summary>
    private void RecordAdjointState()
    {
        if (AdjointToRecord() is var (count, steps, adjoint))
            start.Journal?.RecordAdjointState(count, steps, adjoint);
    }

    /// <summary>Where the adjoint stands, with the actions carried out; null if it has not gone
    /// back.</summary>
    private (long Count, long Steps, long Adjoint)? AdjointToRecord()
    {
        if (judge.IsInForwardPass || judge.IsEnded || judge.Steps is not { } steps)
            return null;
        // An action that is broken off is not carried out; but a Reverse touches no checkpoints.
        var executes = state == ExecutorState.Executing;
        var reverses = executes && current.Kind == ActionKind.Reverse;
        var adjoint = reverses ? actions.Reached : judge.Adjoint!.Value;
        return adjoint < steps ? (executes && !reverses ? index : index + 1, steps, adjoint) : null;
    }

    /// <summary>The same, where it cannot be asked for again: if it fails, what was written before
    /// is gone on from.</summary>
    private void TryRecordAdjointState()
    {
        // Of many ranks each would write what the others may not have.
        if (agreement is not null || broken || IsComplete || use is not { IsLatest: true })
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

    /// <summary>The run cannot begin after all: files of one that goes on are kept.</summary>
    private void Abandon()
    {
        if (start is null)
            return;
        start.Levels.KeepOnDispose(start.Journal is not null);
        start.Levels.Dispose();
        start.Journal?.Dispose();
        actions?.Dispose();
        deadline?.Dispose();
        use?.Release();
    }

    /// <summary>Ends the run. Files of a run that is not complete and has a journal are kept, and
    /// the state of its adjoint is written, if there is one and it can be; all other files are
    /// removed. Of a complete run only the journal is left to be removed; one that is neither
    /// complete nor disposed of is ended when it has been collected.</summary>
    /// <exception cref="CheckpointStoreException">A store does not come back within
    /// <see cref="RunOptions.StoreTimeout"/>: all else has been ended.</exception>
    public void Dispose()
    {
        if (disposed)
            return;
        if (running)
            throw new InvalidOperationException("the run is going on: it cannot be ended from within");
        disposed = true;
        try
        {
            TryRecordAdjointState();
            start.Levels.Stop();
            UpdateKeepOnDispose();
            if (IsComplete)
                start.Journal?.Remove();
            start.Source.Dispose();
        }
        finally
        {
            try
            {
                start.Levels.Dispose();
            }
            finally
            {
                if (IsComplete)
                    start.Journal?.Clean();
                start.Journal?.Dispose();
                actions.Dispose();
                deadline?.Dispose();
            }
        }
    }

    /// <summary>Resources that the run needs no more when it is complete: threads, memory, and
    /// files that are not the user's. A journal stays until the run is disposed of, for its result
    /// may not have been taken yet.</summary>
    private void Free()
    {
        start.Levels.Dispose();
        start.Journal?.Free();
        actions.Dispose();
    }

    /// <summary>The contents of the stores are to be resumed from until the run is complete, though
    /// they be disposed of before it.</summary>
    private void UpdateKeepOnDispose()
    {
        if (start.Journal is not null)
            start.Levels.KeepOnDispose(!IsComplete);
    }
}
