using System.Diagnostics;
using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Runtime;

// One evaluation: by an executor that is used again or, with a journal, by one of its own.
public sealed partial class GradientLoop
{
    private static bool HaveSameBits(ReadOnlySpan<double> one, ReadOnlySpan<double> other) =>
        MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other));

    private CheckpointExecutor NewExecutor() =>
        new(model, schedule, options with { Journal = null }) { IsRepeatable = true, ForwardEnded = TakeValue };

    private void Compute(CancellationToken cancellation)
    {
        executor ??= NewExecutor();
        Prepare();
        try
        {
            executor.Repeat(cancellation);
            CheckResult();
        }
        catch (Exception error)
        {
            // What is under way in it belongs to this evaluation.
            var broken = executor;
            executor = null;
            End(broken);
            // A replay of another control is the effect, and this the cause.
            if (error is ReplayMismatchException)
                CheckControl(error);
            throw;
        }

        Computed++;
    }

    private static void End(CheckpointExecutor broken)
    {
        try
        {
            broken.Dispose();
        }
        catch (CheckpointStoreException)
        {
            // A store that does not come back: what is thrown already says so.
        }
    }

    private void AnswerOrCompute(EvaluationLog log, CancellationToken cancellation)
    {
        key = hash.Of(ModelSignature.IdentityOf(model) + rounding, present);
        if (log.TryRead(key, out value, gradient))
        {
            Answered++;
            return;
        }

        log.RemoveRuns(but: key);
        Prepare();
        executor = new(model, schedule, Resumable(log.DirectoryOf(key))) { ForwardEnded = TakeValue };
        using (executor)
        {
            Recovery = executor.Recovery;
            // A run that goes on in reverse does not come to its end again.
            if (log.ValueOf(key) is { } known)
                (value, hasValue) = (known, true);
            executor.Run(cancellation);
            CheckResult();
            log.Add(key, value, gradient);
        }

        log.RemoveRuns(but: null);
        Computed++;
    }

    private RunOptions Resumable(string directory)
    {
        if (options.StopAfter is not { } after)
            return options with { Journal = options.Journal!.In(directory) };
        var left = after - Stopwatch.GetElapsedTime(since);
        return left > TimeSpan.Zero
            ? options with
            {
                Journal = options.Journal!.In(directory),
                StopAfter = left,
            }
            : throw new OperationCanceledException(
                $"the loop has stopped in good order before {nameof(RunOptions.StopAfter)}, {after}: the same program goes on with it when "
                    + "it is started again"
            );
    }

    private void Prepare()
    {
        hasValue = false;
        gradient.AsSpan().Fill(double.NaN);
    }

    private void TakeValue()
    {
        CheckControl();
        value = objective();
        hasValue = true;
        log?.AddValue(key, value);
    }

    private void CheckControl(Exception? effect = null)
    {
        if (!HaveSameBits(control, present))
            throw new InvalidOperationException(
                "the control has changed while it was evaluated: the arrays that are given to the loop are its own as long as that lasts",
                effect
            );
    }

    private void CheckResult()
    {
        CheckControl();
        if (!hasValue)
            throw new InvalidOperationException(
                "the evaluation has gone on in reverse, and its value is not in the journal: remove what is in the directory, and it begins "
                    + "anew"
            );
        if (double.IsNaN(value))
            return;
        var nan = gradient.AsSpan().IndexOfAnyExceptInRange(double.NegativeInfinity, double.PositiveInfinity);
        if (nan >= 0)
            throw new InvalidOperationException(
                $"number {nan} of the gradient is NaN, and the value {value} is not: it has not been written, or is summed up onto what was "
                    + "there before; BeginAdjoint is to set to zero what is summed up"
            );
    }
}
