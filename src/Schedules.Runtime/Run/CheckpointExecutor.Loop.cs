using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

// The loop over the actions.
public sealed partial class CheckpointExecutor
{
    private void RunUntil(ActionKind? last, CancellationToken token)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (broken)
            throw new InvalidOperationException("the run has failed, and cannot go on: begin a new one");
        if (running)
            throw new InvalidOperationException("the run is going on: it cannot be started from within");
        // Nothing has been done yet: who puts the model back goes on.
        CheckUse();
        running = true;
        reversing = last == ActionKind.EndReverse ? reversing : null;
        using var either = deadline?.With(token);
        (cancellation, cancelled) = (either?.Token ?? token, false);
        // A model that many ranks share is stopped on all of them where they meet.
        actions.SetCancellation(agreement is null ? cancellation : CancellationToken.None);
        start.Levels.Patience.Cancellation = cancellation;
        profiler.Start();
        try
        {
            PauseOrBegin();
            if (isRepeating)
                use!.Repeat(model);
            else
                use ??= ModelUse.Begin(model);
            CarryOut(last);
            UpdateKeepOnDispose();
            if (IsComplete && !IsRepeatable)
                Free();
            progress.Tell(index + 1, judge, start.Levels, index < 0 ? null : (RawAction?)current);
            // Last: of what fails after it the others would not hear.
            MeetOthers();
            taken = IsComplete;
        }
        catch (GroupException agreed) when (agreement is { IsTold: true })
        {
            broken = !agreed.CanRunAgain;
            throw;
        }
        catch (CheckpointStoreException refused) when (start.Levels.Errors.Has(refused))
        {
            agreement?.Tell(refused, stops: false, breaks: false);
            throw;
        }
        catch (OperationCanceledException stopped)
            when (cancelled
                || agreement is { IsTold: true }
                || actions.WasCancelled
                || (stopped.InnerException is CheckpointStoreException hanging && start.Levels.Errors.Has(hanging))
            )
        {
            StopInGoodOrder(stopped);
            if (deadline is null || (agreement is not null && !cancellation.IsCancellationRequested))
                throw;
            throw deadline.Told(stopped, token);
        }
        catch (Exception own)
        {
            broken = true;
            if (agreement?.Tell(own, stops: false, breaks: true) is { } agreed)
                throw agreed;
            throw;
        }
        finally
        {
            running = false;
            profiler.Stop();
        }
    }

    /// <summary>Carries out one action, or the rest of one; false if it was the last wanted, or
    /// there was none.</summary>
    private bool Next(ActionKind? last)
    {
        if (
            state == ExecutorState.Idle
            && (Completed >= reversing || (last == ActionKind.EndForward && !judge.IsInForwardPass))
        )
            return false;
        if (state == ExecutorState.Idle && !Fetch())
        {
            if (IsSpent)
                return StartOver();
            judge.Finish();
            state = ExecutorState.Exhausted;
        }

        if (state == ExecutorState.Exhausted)
            return false;
        using var activity = Telemetry.Start(current);
        try
        {
            if (state == ExecutorState.Fetched)
                ValidateAndBegin();
            if (state == ExecutorState.Executing)
                Execute();
            if (state == ExecutorState.Executed)
                AppendToJournal();
        }
        catch (Exception error) when (Telemetry.Fails(activity, error))
        {
            throw;
        }

        if (AllDone())
            Finish();
        return state != ExecutorState.Exhausted && current.Kind != last;
    }

    private bool Fetch()
    {
        PauseAlone();
        if (!start.Source.MoveNext())
            return false;
        current = start.Source.Current;
        state = ExecutorState.Fetched;
        return true;
    }

    /// <summary>The referee judges the action, before anything is done.</summary>
    private void ValidateAndBegin()
    {
        options.BeforeAction?.Invoke(current.ToAction());
        if (current.Kind is ActionKind.Copy or ActionKind.Move)
            judge.TryFind(current.From, current.N0, out kept);
        judge.Step(current);
        index++;
        state = ExecutorState.Executing;
        actions.Start(current);
        prefetcher.OnActionStarting(index, current);
        TickWithin();
    }

    private void Execute()
    {
        switch (current.Kind)
        {
            case ActionKind.Forward:
                var ended = actions.Forward(current, judge.Steps ?? model.Steps ?? long.MaxValue, pause);
                if (ended is { } n)
                    End(n);
                break;
            case ActionKind.Reverse:
                actions.Reverse(current, Completed, pauseReverse);
                break;
            case ActionKind.Copy:
            case ActionKind.Move:
                actions.CopyOrMove(current, kept);
                break;
            case ActionKind.EndForward:
                actions.EndForward(judge.Steps!.Value, pause);
                ForwardEnded?.Invoke();
                // The model itself may have changed it, as it went forward.
                CheckControl();
                profiler.Break();
                break;
            case ActionKind.EndReverse:
                actions.EndReverse(Completed - 1, pause);
                break;
            default:
                throw new UnreachableException($"unknown action {current}");
        }

        state = ExecutorState.Executed;
    }

    /// <summary>The forward has got to the end of the calculation.</summary>
    private void End(long n)
    {
        if (n < 1)
            throw new InvalidOperationException(
                "the model has ended at step 0: a calculation of no steps has no adjoint"
            );
        // Of an online schedule that is resumed the source knows the number of steps
        // before the judge is told.
        var steps = judge.Steps ?? start.Schedule?.Steps;
        if (
            n < (judge.Steps is null ? steps : Math.Min(steps!.Value, current.N1))
            || (judge.Steps is null && n > steps)
        )
            throw new InvalidOperationException($"the model has ended at step {n}, and the schedule is for {steps}");
        if (judge.Steps is null)
        {
            start.Source.SetLength(n);
            judge.SetLength(n);
            prefetcher.Restart();
            Expect(n);
        }

        // After both: it may fail, and is then asked for again.
        start.Journal?.RecordLength(judge.Steps!.Value);
    }

    private void AppendToJournal()
    {
        start.Journal?.CountAction();
        if (current.Kind == ActionKind.Reverse)
            start.Journal?.RecordAdjointProgress(index + 1, judge.Steps!.Value, judge.Adjoint!.Value);
        else if (current.Kind == ActionKind.EndReverse && IsSpent)
            start.Journal?.RecordStart(index + 1, Completed);
        else if (current.Kind == ActionKind.EndReverse && !HasAll)
            start.Journal?.RecordCompletion(index + 1, Completed);
        deadline?.Reserve(start.Journal?.StateTicks ?? 0, actions.StopTicks, options.Buffers * start.Levels.JobTicks);
        state = ExecutorState.Idle;
        options.AfterAction?.Invoke(current.ToAction());
        progress.Tick(index + 1, judge, start.Levels, current);
    }

    private bool HasAll => start.Adjoints is { } wanted && !judge.IsInForwardPass && Completed >= wanted;

    private bool AllDone() =>
        state == ExecutorState.Idle && HasAll && current.Kind is ActionKind.EndForward or ActionKind.EndReverse;

    private void Finish()
    {
        if (judge.IsEnded)
            judge.Finish();
        state = ExecutorState.Exhausted;
    }
}
