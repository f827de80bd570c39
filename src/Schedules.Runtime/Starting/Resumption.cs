using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Goes on with a run that was broken off: finds what there is of it, decides where it goes on, and makes it so.</summary>
/// <param name="directory">The directory of its journal.</param>
/// <param name="model">The model, at the start of step 0.</param>
/// <param name="schedule">The schedule that the user gives.</param>
/// <param name="options">How to run.</param>
internal sealed class Resumption(
    JournalDirectory directory,
    IAdjointModel model,
    CheckpointSchedule schedule,
    RunOptions options
)
{
    private ModelUse? use;

    /// <summary>A checkpoint that was found whole.</summary>
    private sealed record FoundCheckpoint(Storage Level, CheckpointLabel Label);

    /// <summary>What there is of the run.</summary>
    private sealed record Evidence(
        JournalEntry Entry,
        byte[]? AdjointState,
        IReadOnlyList<FoundCheckpoint> Whole,
        IReadOnlyDictionary<long, ulong> Checksums,
        IReadOnlyList<string> Rejected
    );

    /// <summary>Where the run goes on.</summary>
    /// <param name="EndsAdjoint">Whether all steps of an adjoint calculation had been reversed, and it was not said to be
    /// complete.</param>
    /// <param name="Entry">What the journal is to say.</param>
    /// <param name="Rest">What remains to be done; null if nothing does.</param>
    /// <param name="Unused">Checkpoints of no use.</param>
    /// <param name="Recovery">What the user is told.</param>
    private sealed record Decision(
        bool EndsAdjoint,
        JournalEntry Entry,
        CheckpointSchedule? Rest,
        IReadOnlyList<FoundCheckpoint> Unused,
        Recovery Recovery
    );

    /// <summary>Goes on with the run.</summary>
    /// <param name="entry">What its journal says.</param>
    /// <param name="adjoints">The adjoint calculations that are wanted.</param>
    public RunStart GoOn(JournalEntry entry, long adjoints)
    {
        Check(entry);
        var state = entry.Adjoint is { } written ? directory.ReadState(written) : null;
        Levels? levels = null;
        try
        {
            // Before the state of the adjoint is read, which is not to be undone.
            use = ModelUse.Begin(model);
            if (entry.Start != StartHash.Of(model))
                throw directory.Refused(
                    "its model started from other restart data at step 0, as with another control; put the control into Identity, too"
                );
            levels = new Levels(new StoreTable(options, directory.Location), entry.Run, options);
            var evidence = Inspect(entry, state, levels);
            return Apply(evidence, Decide(evidence, adjoints), levels);
        }
        catch
        {
            use?.Release();
            levels?.KeepOnDispose(true);
            levels?.Dispose();
            throw;
        }
    }

    private void Check(JournalEntry entry)
    {
        var (text, signature) = (schedule.ToJson(), ModelSignature.Of(model));
        if (entry.Schedule != text)
            throw directory.Refused($"its schedule is {entry.Schedule}, and this one is {text}");
        if (entry.Model.Identity != signature.Identity)
            throw directory.Refused($"its model is {entry.Model.Identity}, and this one is {signature.Identity}");
        if (entry.Model != signature)
            throw directory.Refused($"its model has other numbers of bytes, {entry.Model}, than this one, {signature}");
        if (entry.Reversed > 0 && (entry.Adjoint is null || model is not IAdjointState))
            throw directory.Refused($"{entry.Reversed} steps had been reversed, and there is no state of the adjoint");
    }

    /// <summary>Opens the levels, whose stores remove what is not whole.</summary>
    private Evidence Inspect(JournalEntry entry, byte[]? state, Levels levels)
    {
        var (whole, rejected) = (new List<FoundCheckpoint>(), new List<string>());
        foreach (var storage in StoreTable.LevelsOf(schedule))
        {
            var survivors = levels.Resume(storage);
            whole.AddRange(survivors.Whole.Select(label => new FoundCheckpoint(storage, label)));
            rejected.AddRange(survivors.Rejected);
        }

        return new(entry, state, whole, ChecksumsOf(whole), rejected);
    }

    private Dictionary<long, ulong> ChecksumsOf(IEnumerable<FoundCheckpoint> whole)
    {
        var sums = new Dictionary<long, ulong>();
        foreach (var (_, label) in whole)
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

    /// <summary>Changes nothing.</summary>
    private static Decision Decide(Evidence evidence, long adjoints)
    {
        var entry = evidence.Entry;
        var endsAdjoint = entry.Reversed == entry.Steps;
        if (endsAdjoint)
        {
            entry = entry with { Reversed = 0, Completed = entry.Completed + 1, Adjoint = null };
            if (entry.Completed >= adjoints)
                return new(true, entry, null, [], new Recovery(0, entry.Completed, [], []));
        }

        var rest = CheckpointSchedule
            .FromJson(entry.Current)
            .Recover(
                new CrashSite
                {
                    Actions = entry.Actions,
                    Steps = entry.Steps,
                    Reversed = entry.Reversed,
                    Survivors = [.. evidence.Whole.Select(found => Surviving(found, entry))],
                }
            );
        var used = rest.StartsWith.ToDictionary(kept => (kept.Level, kept.Step));
        var last = evidence.Whole.Select(found => found.Label.Sequence).Append(entry.SequenceBase).Max();
        return new(
            endsAdjoint,
            entry with
            {
                Current = rest.ToJson(),
                Actions = 0,
                SequenceBase = last + 1,
            },
            rest,
            [.. evidence.Whole.Where(found => !used.ContainsKey((found.Level, found.Label.Step)))],
            new Recovery(entry.Reversed, entry.Completed, [.. used.Values], evidence.Rejected)
        );
    }

    private RunStart Apply(Evidence evidence, Decision decision, Levels levels)
    {
        if (evidence.AdjointState is { } state)
            ReadAdjoint(evidence.Entry, state);
        if (decision.EndsAdjoint)
            model.EndAdjoint(evidence.Entry.Completed);
        foreach (var (storage, label) in decision.Unused)
            levels[storage].Store.Delete(label.Step);
        var entry = decision.Rest is null ? decision.Entry : directory.WriteFirst(decision.Entry);
        var journal = new RunJournal(directory, options.Journal!, model, entry, levels.Errors);
        return decision.Rest is { } rest
            ? new RunStart(new ActionSource.OfSchedule(rest), Judge.For(rest), levels)
            {
                Schedule = rest,
                Use = use,
                Checksums = evidence.Checksums,
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

    private void ReadAdjoint(JournalEntry entry, byte[] state)
    {
        var step = entry.Steps!.Value - entry.Reversed;
        var reader = new ByteReader(state, DataPart.Adjoint(step));
        ((IAdjointState)model).ReadAdjoint(step, ref reader);
        reader.End();
    }

    private static SurvivingCheckpoint Surviving(FoundCheckpoint found, JournalEntry entry) =>
        new(
            found.Level,
            found.Label.Step,
            found.Label.Kind.HasFlag(CheckpointKind.Restart),
            found.Label.Kind.HasFlag(CheckpointKind.Dependencies),
            Math.Max(-1, found.Label.Sequence - entry.SequenceBase)
        );
}
