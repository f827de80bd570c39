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
        running = true;
        (cancellation, cancelled) = (token, false);
        profiler.Start();
        try
        {
            start.Levels.Retry();
            while (Next(last)) { }
            start.Levels.Drain();
            progress.Tell(index + 1);
        }
        catch (CheckpointStoreException refused) when (start.Levels.Errors.Has(refused))
        {
            throw;
        }
        catch (OperationCanceledException) when (cancelled)
        {
            throw;
        }
        catch
        {
            broken = true;
            throw;
        }
        finally
        {
            running = false;
            profiler.Stop();
        }
    }

    /// <summary>Carries out one action, or the rest of one; false if it was the last wanted, or there was none.</summary>
    private bool Next(ActionKind? last)
    {
        if (standing == Standing.Between && !Take())
        {
            judge.Finish();
            CheckEnough();
            standing = Standing.Exhausted;
        }

        if (standing == Standing.Exhausted)
            return false;
        using var activity = Telemetry.Start(current);
        if (standing == Standing.Taken)
            Admit();
        if (standing == Standing.Within)
            CarryOut();
        if (standing == Standing.Done)
            WriteDown();
        if (AllDone())
            Finish();
        return standing != Standing.Exhausted && current.Kind != last;
    }

    private bool Take()
    {
        Pause();
        if (!start.Source.MoveNext())
            return false;
        current = start.Source.Current;
        standing = Standing.Taken;
        return true;
    }

    /// <summary>The referee judges the action, before anything is done.</summary>
    private void Admit()
    {
        options.BeforeAction?.Invoke(current.ToAction());
        if (current.Kind is ActionKind.Copy or ActionKind.Move)
            judge.TryFind(current.From, current.N0, out kept);
        judge.Step(current);
        index++;
        standing = Standing.Within;
        carrier.Begin(current);
        lookAhead.Pass(index, current, kept);
    }

    private void CarryOut()
    {
        start.Levels.ThrowIfFailed();
        switch (current.Kind)
        {
            case ActionKind.Forward:
                var ended = carrier.Forward(current, judge.Steps ?? model.Steps ?? long.MaxValue, pause);
                if (ended is { } n)
                    End(n);
                break;
            case ActionKind.Reverse:
                carrier.Reverse(current, Completed, pauseReverse);
                break;
            case ActionKind.Copy:
            case ActionKind.Move:
                carrier.Bring(current, kept);
                break;
            case ActionKind.EndForward:
                carrier.EndForward(judge.Steps!.Value);
                break;
            case ActionKind.EndReverse:
                carrier.EndReverse(Completed - 1);
                break;
            default:
                throw new UnreachableException($"unknown action {current}");
        }

        standing = Standing.Done;
    }

    /// <summary>The forward has got to the end of the calculation.</summary>
    private void End(long n)
    {
        if (judge.Steps is { } steps)
        {
            if (n < Math.Min(steps, current.N1))
                throw new InvalidOperationException(
                    $"the model has ended at step {n}, and the schedule is for {steps}"
                );
            return;
        }

        start.Source.Finalize(n);
        judge.Finalize(n);
        lookAhead.Restart();
        progress.Expect(options.Progress is null ? null : Prediction(n));
        start.Journal?.Told(n);
    }

    private void WriteDown()
    {
        start.Journal?.Count();
        if (current.Kind == ActionKind.Reverse)
            start.Journal?.Passed(index, judge.Steps!.Value, judge.Adjoint!.Value);
        else if (current.Kind == ActionKind.EndReverse && !HasAll)
            start.Journal?.Completed(index, Completed);
        standing = Standing.Between;
        options.AfterAction?.Invoke(current.ToAction());
        progress.Tick(index + 1);
    }

    private bool HasAll => start.Adjoints is { } wanted && !judge.IsSweeping && Completed >= wanted;

    private bool AllDone() =>
        standing == Standing.Between && HasAll && current.Kind is ActionKind.EndForward or ActionKind.EndReverse;

    /// <summary>From what is left after a crash there may be just one adjoint calculation.</summary>
    private void CheckEnough()
    {
        if (start.Recovery is not null && !HasAll)
            throw new InvalidOperationException(
                $"{Completed} of {start.Adjoints} adjoint calculations are complete, and what had survived a crash serves for no more: "
                    + "a new run with the same journal, and the model at the start of step 0, does the others"
            );
    }

    private void Finish()
    {
        if (judge.IsEnded)
            judge.Finish();
        standing = Standing.Exhausted;
    }

    private void PauseReverse()
    {
        Pause();
        if (carrier.Reached < current.N1)
            start.Journal?.Passed(index, judge.Steps!.Value, carrier.Reached);
    }

    private void Pause()
    {
        if (!cancellation.IsCancellationRequested)
            return;
        cancelled = true;
        cancellation.ThrowIfCancellationRequested();
    }
}
