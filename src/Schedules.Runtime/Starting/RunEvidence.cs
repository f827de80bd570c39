using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>A checkpoint that was found whole.</summary>
internal sealed record FoundCheckpoint(Storage Level, CheckpointLabel Label)
{
    /// <summary>The label as the core understands it.</summary>
    /// <param name="entry">The journal, by which its sequence is counted.</param>
    public SurvivingCheckpoint Surviving(JournalEntry entry) =>
        new(
            Level,
            Label.Step,
            Label.Kind == CheckpointKind.Restart,
            Label.Kind == CheckpointKind.Dependencies,
            Math.Max(-1, Label.Sequence - entry.SequenceBase)
        );

    /// <summary>A number for it, the same on all ranks.</summary>
    public long Key() =>
        StableHash.Of(
            $"{(int)Level} {Label.Step} {(int)Label.Kind} {Label.DependenciesEnd} {Label.Sequence} {(int)Label.Level}"
        );

    /// <summary>Why it is of no use, as a sentence.</summary>
    public string Rejected(string why) => $"{Level}: checkpoint of step {Label.Step}: {why}";
}

/// <summary>Evidence of a run that was broken off.</summary>
/// <param name="Entry">What its journal says.</param>
/// <param name="AdjointState">The adjoint's state; null if none has been written.</param>
/// <param name="Whole">The checkpoints that are as they were written.</param>
/// <param name="Rejected">What was there besides, as sentences.</param>
internal sealed record RunEvidence(
    JournalEntry Entry,
    DataBuffer? AdjointState,
    IReadOnlyList<FoundCheckpoint> Whole,
    IReadOnlyList<string> Rejected
)
{
    /// <summary>Opens the levels, whose stores remove what is not whole.</summary>
    /// <exception cref="CheckpointStoreException">A store refuses.</exception>
    public static RunEvidence Find(JournalEntry entry, DataBuffer? state, CheckpointSchedule schedule, Levels levels)
    {
        var (whole, rejected) = (new List<FoundCheckpoint>(), new List<string>());
        foreach (var storage in StoreTable.LevelsOf(schedule))
        {
            var survivors = levels.Resume(storage);
            whole.AddRange(survivors.Whole.Select(label => new FoundCheckpoint(storage, label)));
            rejected.AddRange(survivors.Rejected);
        }

        return new(entry, state, whole, rejected);
    }
}
