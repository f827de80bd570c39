using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Place where a run that was broken off goes on.</summary>
/// <param name="EndsAdjoint">Whether all steps of an adjoint calculation had been reversed, and it was not said to be
/// complete.</param>
/// <param name="Entry">What the journal is to say.</param>
/// <param name="Rest">What remains to be done; null if nothing does.</param>
/// <param name="Used">Checkpoints that are used.</param>
/// <param name="Unused">Checkpoints of no use, to be deleted.</param>
/// <param name="Recovery">What the user is told.</param>
internal sealed record RunDecision(
    bool EndsAdjoint,
    JournalEntry Entry,
    CheckpointSchedule? Rest,
    IReadOnlyList<FoundCheckpoint> Used,
    IReadOnlyList<FoundCheckpoint> Unused,
    Recovery Recovery
)
{
    /// <summary>Decides. Changes nothing.</summary>
    /// <param name="evidence">What there is.</param>
    /// <param name="schedule">The schedule that the user gives.</param>
    /// <param name="adjoints">The adjoint calculations that are wanted.</param>
    /// <param name="differs">What is wrong with the data of a checkpoint, which fits otherwise; null if nothing is.</param>
    /// <param name="agreement">With the other ranks, which decide the same; null if there are none.</param>
    /// <exception cref="InvalidDataException">The journal says what cannot be.</exception>
    public static RunDecision Of(
        RunEvidence evidence,
        CheckpointSchedule schedule,
        long adjoints,
        Func<FoundCheckpoint, KeptCheckpoint, string?> differs,
        Agreement? agreement
    )
    {
        var entry = evidence.Entry;
        var endsAdjoint = entry.Reversed > 0 && entry.Reversed == entry.Steps;
        if (endsAdjoint)
        {
            entry = entry with { Reversed = 0, Completed = entry.Completed + 1, Adjoint = null };
            if (entry.Completed >= adjoints)
                return new(true, entry, null, [], [], new Recovery(0, entry.Completed, [], []));
        }

        var current = Possible(() => schedule.RestFromJson(entry.Current));
        var rejected = evidence.Rejected.ToList();
        var candidates = new Dictionary<SurvivingCheckpoint, FoundCheckpoint>();
        foreach (var found in evidence.Whole)
            if (found.Label.Kind is not (CheckpointKind.Restart or CheckpointKind.Dependencies))
                rejected.Add(found.Rejected("no schedule writes one of this kind"));
            else if (found.Label.Level != found.Level)
                rejected.Add(found.Rejected($"it is of {found.Label.Level}"));
            else if (found.Label.Precision != entry.Precision)
                rejected.Add(found.Rejected($"its doubles are {found.Label.Precision}"));
            else if (!candidates.TryAdd(found.Surviving(entry), found))
                rejected.Add(found.Rejected("there is another one of this step"));

        // What was said to be there is verified as far as it is used: then all
        // that is used is right.
        while (true)
        {
            KeepCommon(agreement, candidates, rejected);
            var site = new InterruptedRun
            {
                Actions = entry.Actions,
                Steps = entry.Steps,
                Reversed = entry.Reversed,
                Survivors = [.. candidates.Keys],
            };
            var (rest, misfits) = Possible(() => (current.Recover(site, out var others), others));
            foreach (var (checkpoint, why) in misfits)
            {
                rejected.Add(candidates[checkpoint].Rejected(why));
                candidates.Remove(checkpoint);
            }

            var byPlace = candidates.ToDictionary(pair => (pair.Key.Level, pair.Key.Step));
            var used = rest.StartsWith.Select(kept => (Kept: kept, Found: byPlace[(kept.Level, kept.Step)])).ToList();
            var wrong = used.Select(use => (Checkpoint: use.Found.Key, Why: differs(use.Found.Value, use.Kept)))
                .Where(use => use.Why is not null)
                .ToList();
            foreach (var (checkpoint, why) in wrong)
            {
                rejected.Add(candidates[checkpoint].Rejected(why!));
                candidates.Remove(checkpoint);
            }

            if (agreement?.Any(wrong.Count > 0) ?? wrong.Count > 0)
                continue;
            return Of(endsAdjoint, evidence, entry, rest, [.. used.Select(use => use.Found.Value)], rejected);
        }
    }

    /// <summary>Leaves those that all ranks have.</summary>
    private static void KeepCommon(
        Agreement? agreement,
        Dictionary<SurvivingCheckpoint, FoundCheckpoint> candidates,
        List<string> rejected
    )
    {
        if (agreement is null)
            return;
        var common = agreement.Common(candidates.Values.Select(found => found.Key()));
        foreach (var (surviving, found) in candidates.Where(pair => !common.Contains(pair.Value.Key())).ToList())
        {
            rejected.Add(found.Rejected("another rank does not have it"));
            candidates.Remove(surviving);
        }
    }

    private static T Possible<T>(Func<T> find)
    {
        try
        {
            return find();
        }
        catch (Exception impossible) when (impossible is ArgumentException or FormatException)
        {
            throw new InvalidDataException(impossible.Message, impossible);
        }
    }

    private static RunDecision Of(
        bool endsAdjoint,
        RunEvidence evidence,
        JournalEntry entry,
        CheckpointSchedule rest,
        IReadOnlyList<FoundCheckpoint> used,
        IReadOnlyList<string> rejected
    )
    {
        var last = used.Select(found => found.Label.Sequence).Append(entry.SequenceBase + entry.Actions).Max();
        return new(
            endsAdjoint,
            entry with
            {
                Current = rest.ToJson(),
                Actions = 0,
                SequenceBase = last + 1,
            },
            rest,
            used,
            [.. evidence.Whole.Except(used)],
            new Recovery(entry.Reversed, entry.Completed, rest.StartsWith, rejected)
        );
    }
}
