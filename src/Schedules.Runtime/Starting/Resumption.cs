using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Goes on with a run that was broken off: finds what there is of it, decides where it
/// goes on, and makes it so.</summary>
/// <param name="directory">The directory of its journal.</param>
/// <param name="model">The model, at the start of step 0.</param>
/// <param name="schedule">The schedule that the user gives.</param>
/// <param name="options">How to run.</param>
/// <param name="agreement">With the other ranks; null if there are none.</param>
internal sealed class Resumption(
    JournalDirectory directory,
    IAdjointModel model,
    CheckpointSchedule schedule,
    RunOptions options,
    Agreement? agreement
)
{
    private ModelUse? use;

    /// <summary>Goes on with the run.</summary>
    /// <param name="entry">What its journal says.</param>
    /// <param name="adjoints">The adjoint calculations that are wanted.</param>
    /// <param name="epoch">The number of the next entry.</param>
    public RunStart GoOn(JournalEntry entry, long adjoints, long epoch)
    {
        Together(() =>
        {
            Check(entry);
            if (entry.Completed > 0 && entry.Completed >= adjoints)
                throw directory.Refused(
                    $"{entry.Completed} of its adjoint calculations are complete, and {adjoints} are wanted, which there are; more may be wanted"
                );
        });
        using var state = entry.Adjoint is { } written ? directory.ReadState(entry, written) : null;
        Levels? levels = null;
        try
        {
            _ = agreement?.Any(false);
            // Before the state of the adjoint is read, which is not to be undone.
            use = ModelUse.Begin(model);
            Together(() => CheckStart(entry));
            levels = new Levels(new StoreTable(options, directory.Location), entry.Run, options);
            var evidence = RunEvidence.Find(entry, state, schedule, levels);
            return Apply(evidence, Decide(evidence, adjoints, levels), levels, epoch);
        }
        catch
        {
            use?.Release();
            levels?.KeepOnDispose(true);
            levels?.Dispose();
            throw;
        }
    }

    /// <summary>Refuses what is of another run.</summary>
    /// <exception cref="JournalException">It is.</exception>
    public void Check(JournalEntry entry)
    {
        if (entry.Place != agreement?.Place)
            throw directory.Refused(
                $"it is of {RankPlace.Name(entry.Place)}, and this one is {RankPlace.Name(agreement?.Place)}"
            );
        var (text, identity) = (schedule.ToJson(), ModelSignature.IdentityOf(model));
        if (entry.Schedule != text)
            throw directory.Refused($"its schedule is {entry.Schedule}, and this one is {text}");
        if (entry.Model.Identity != identity)
            throw directory.Refused($"its model is {entry.Model.Identity}, and this one is {identity}");
        if (entry.Precision != options.Precision)
            throw directory.Refused(
                $"the doubles in its checkpoints are {entry.Precision}, and here RunOptions.Precision is {options.Precision}"
            );
        if (entry.Steps is { } steps && model.Steps is { } known && steps != known)
            throw directory.Refused($"its model has {steps} steps, and this one {known}");
    }

    /// <summary>Refuses a model that stands elsewhere at step 0.</summary>
    /// <exception cref="JournalException">It does.</exception>
    private void CheckStart(JournalEntry entry)
    {
        if (ModelSignature.Of(model) is var signature && entry.Model != signature)
            throw directory.Refused($"its model has other numbers of bytes, {entry.Model}, than this one, {signature}");
        if (entry.Start != StartHash.Of(model))
            throw directory.Refused(
                "its model started from other restart data at step 0, as with another control; put the control into Identity, too"
            );
    }

    /// <summary>What one rank refuses all do.</summary>
    public void Together(Action check)
    {
        if (agreement is null)
            check();
        else
            agreement.RefuseTogether(check);
    }

    private RunDecision Decide(RunEvidence evidence, long adjoints, Levels levels)
    {
        using var data = new CheckpointData(model, options.Precision);
        try
        {
            return RunDecision.Of(evidence, schedule, adjoints, Differs, agreement);
        }
        catch (InvalidDataException impossible)
        {
            throw directory.Damaged(impossible.Message, impossible);
        }

        string? Differs(FoundCheckpoint found, KeptCheckpoint kept) =>
            found.Label.DependenciesEnd != kept.DependenciesEnd ? $"it ends at step {found.Label.DependenciesEnd}"
            : levels.Recall(kept.Level, kept.Step) is var bytes
            && data.BytesAtStart(kept) is { } expected
            && bytes != expected
                ? $"it has {bytes} bytes, not {expected}"
            : bytes < 1 ? "it has no bytes"
            : null;
    }

    private Dictionary<long, ulong> ChecksumsOf(IEnumerable<FoundCheckpoint> used)
    {
        var sums = new Dictionary<long, ulong>();
        foreach (var (_, label) in used)
            if (
                label.Checksum is { } sum
                && !sums.TryAdd(label.DependenciesEnd, sum)
                && sums[label.DependenciesEnd] != sum
            )
                throw directory.Refused(
                    $"its checkpoints are of forwards that stood in different states at step {label.DependenciesEnd}"
                );
        return sums;
    }

    private RunStart Apply(RunEvidence evidence, RunDecision decision, Levels levels, long epoch)
    {
        Dictionary<long, ulong> checksums = [];
        Together(() => checksums = ChecksumsOf(decision.Used));
        if (evidence.AdjointState is { } state)
            ReadAdjoint(evidence.Entry, state);
        _ = agreement?.Any(false);
        if (decision.EndsAdjoint)
            model.EndAdjoint(evidence.Entry.Completed);
        Remove(evidence, decision, levels);
        if (agreement is not null)
            directory.GoOnFrom(evidence.Entry);
        var entry = decision.Rest is null
            ? decision.Entry
            : directory.WriteFirst(decision.Entry with { Epoch = epoch });
        var journal = new RunJournal(
            directory,
            options.Journal!,
            options.StopAfter is not null,
            options.Overlap,
            model,
            entry,
            levels.Errors
        );
        return decision.Rest is { } rest
            ? new RunStart(new ActionSource.OfSchedule(rest), Judge.For(rest), levels)
            {
                Schedule = rest,
                Use = use,
                Checksums = checksums,
                Journal = journal,
                Recovery = decision.Recovery,
            }
            : new RunStart(new ActionSource.OfStream([]), Judge.For(schedule), levels)
            {
                Schedule = schedule,
                Use = use,
                Journal = journal,
                Recovery = decision.Recovery,
                IsComplete = true,
            };
    }

    private void ReadAdjoint(JournalEntry entry, DataBuffer state)
    {
        var step = entry.Steps!.Value - entry.Reversed;
        var reader = new ByteReader(state.Data, DataPart.Adjoint(step));
        ((IAdjointState)model).ReadAdjoint(step, ref reader);
        reader.End();
    }

    /// <summary>Removes what is of no use, for certain: the journal will count from
    /// what is left.</summary>
    private static void Remove(RunEvidence evidence, RunDecision decision, Levels levels)
    {
        foreach (var (storage, label) in decision.Unused)
            levels.Delete(storage, label.Step);
        if (decision.Unused.Count + evidence.Rejected.Count > 0)
            levels.Flush();
    }
}
