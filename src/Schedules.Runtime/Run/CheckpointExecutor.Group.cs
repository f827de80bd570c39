using System.Globalization;
using System.Runtime.ExceptionServices;
using Schedules.Interop;

namespace Schedules.Runtime;

// Ranks that run together meet before the model is called and where a call ends: who fails, or is
// cancelled, does so there on all of them. Between two meetings no rank waits for another.
public sealed partial class CheckpointExecutor
{
    /// <summary>Alone, a run that is cancelled stops here.</summary>
    private void PauseAlone()
    {
        if (agreement is null)
            Pause();
    }

    /// <summary>Where a run that is cancelled stops: the model is about to be called.</summary>
    private void PauseOrMeet()
    {
        if (agreement is null)
            Pause();
        else
            MeetOthers();
    }

    /// <summary>The same before anything is done: a rank that has failed stands elsewhere, before
    /// the next meeting of all.</summary>
    private void PauseOrBegin()
    {
        if (agreement is null)
            Pause();
        else
            Meet(null, 0);
    }

    private void MeetOthers()
    {
        if (agreement is not null)
            Meet(judge.Steps, Position());
    }

    private void Meet(long? steps, long position)
    {
        var journal = start.Journal;
        var outcome = agreement!.Meet(
            new(
                cancellation.IsCancellationRequested,
                journal?.IsDue ?? false,
                journal?.IsBusy ?? false,
                steps,
                position
            )
        );
        journal?.Agree(outcome.Due && !outcome.Busy);
        if (outcome.Stop is not { } rank)
            return;
        cancelled = true;
        var stopped = agreement.Stopped(rank);
        throw cancellation.IsCancellationRequested
            ? new OperationCanceledException(stopped.Message, cancellation)
            : stopped;
    }

    /// <summary>A number for the place where this rank is.</summary>
    private long Position()
    {
        var hash = Mixed((ulong)index, (ulong)state);
        if (index >= 0)
        {
            hash = Mixed(hash, (ulong)current.Kind);
            hash = Mixed(hash, (ulong)current.N0);
            hash = Mixed(hash, (ulong)current.N1);
            hash = Mixed(hash, (ulong)(int)current.To);
            hash = Mixed(hash, (ulong)actions.Reached);
        }

        return (long)(hash >> 2);
    }

    private static ulong Mixed(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    /// <summary>Refuses a model that is not the one any more that the forward began with.</summary>
    private void CheckControl()
    {
        if (!isRepeating)
            use?.Check();
    }

    private void CheckUse()
    {
        agreement?.Begin();
        try
        {
            CheckControl();
        }
        catch (InvalidOperationException own)
        {
            agreement?.Tell(own, stops: false, breaks: false);
            throw;
        }
    }

    /// <summary>The run stops where it was cancelled, here or on another rank.</summary>
    private void StopInGoodOrder(OperationCanceledException stopped)
    {
        agreement?.Tell(stopped, stops: true, breaks: false);
        if (agreement is null)
            RecordAdjointState();
        else if (start.Journal is { } journal && !agreement.HasFailed)
            RecordTogether(agreement, journal);
    }

    /// <summary>All ranks write the adjoint's state, if it stands at the same place on all, and each
    /// has written the one before.</summary>
    private void RecordTogether(Agreement agreement, RunJournal journal)
    {
        ExceptionDispatchInfo? refused = null;
        try
        {
            journal.Retry();
            journal.Flush();
        }
        catch (Exception error)
        {
            refused = ExceptionDispatchInfo.Capture(error);
        }

        var at = refused is null ? AdjointToRecord() : null;
        if (agreement.IsSame(at?.Adjoint ?? -1) & agreement.IsSame(at?.Count ?? -1))
            RecordAdjointState();
        refused?.Throw();
    }

    /// <summary>The options of a rank, which has a name.</summary>
    private static RunOptions Ranked(RunOptions? options)
    {
        options ??= new();
        return options is { Group: { Size: > 1 } group, Rank: null }
            ? options with
            {
                Rank = string.Create(CultureInfo.InvariantCulture, $"{group.Rank}"),
            }
            : options;
    }

    /// <summary>Refuses, on all ranks, what is not the same on all.</summary>
    private static void CheckSame(Agreement agreement, IAdjointModel model, RunOptions options, string schedule)
    {
        agreement.CheckSame(nameof(schedule), schedule);
        agreement.CheckSame(
            "the build",
            string.Join(
                ' ',
                new[] { typeof(CheckpointSchedule), typeof(CheckpointExecutor), model.GetType() }
                    .Select(type => type.Module)
                    .Distinct()
                    .Select(module => $"{module.Assembly.GetName().Name} {module.ModuleVersionId}")
            )
        );
        agreement.CheckSame(
            "the model",
            $"{model.GetType()} of {model.AdjointCount} adjoints and {model.Steps?.ToString() ?? "unknown"} steps, {model.Identity ?? "without an identity"}"
        );
        agreement.CheckSame(
            nameof(options),
            $"{options.Adjoints} adjoints, slices of {options.Slice?.ToString() ?? "all"} steps, {options.Precision} precision, {(options.Journal is null ? "no journal" : $"a journal every {options.Journal.EveryActions?.ToString() ?? "-"} actions")}"
        );
    }
}
