using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Begins a run that has a journal, or goes on with it where there is something to go on with.</summary>
internal static class Resuming
{
    public static RunStart Start(IAdjointModel model, CheckpointSchedule schedule, RunOptions options, long adjoints)
    {
        var settings = options.Journal!;
        var directory = options.Rank is null ? settings.Directory : Path.Combine(settings.Directory, options.Rank);
        var file = Journal.Open(directory, options.Rank is not null);
        try
        {
            var text = schedule.ToJson();
            return file.Read() is { } entry
                ? GoOn(file, entry, text, model, schedule, options, adjoints)
                : Begin(file, text, model, schedule, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static RunStart Begin(
        Journal file,
        string text,
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options
    )
    {
        var entry = new JournalEntry
        {
            Run = Guid.NewGuid(),
            Schedule = text,
            Current = text,
            Model = ModelSignature.Of(model),
            Steps = schedule.Steps,
            Index = -1,
            SequenceBase = 0,
            Reversed = 0,
            Completed = 0,
        };
        var levels = new Levels(new StoreMaker(options, entry.Run, file.Directory), options);
        try
        {
            foreach (var storage in LevelsOf(schedule))
                _ = levels[storage];
            return new RunStart(new ActionSource.OfSchedule(schedule), Judge.For(schedule), levels)
            {
                Schedule = schedule,
                Journal = new RunJournal(file, options.Journal!, model, Written(file, entry), levels.Errors),
            };
        }
        catch
        {
            levels.Dispose();
            throw;
        }
    }

    private static RunStart GoOn(
        Journal file,
        JournalEntry entry,
        string text,
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options,
        long adjoints
    )
    {
        Check(file, entry, text, ModelSignature.Of(model));
        var state = entry.Adjoint is { } written ? file.ReadState(written) : null;
        var levels = new Levels(new StoreMaker(options, entry.Run, file.Directory), options);
        try
        {
            var found = LevelsOf(schedule)
                .Select(storage => (Storage: storage, Found: levels.Resume(storage)))
                .ToList();
            if (state is not null)
                ((IAdjointState)model).ReadAdjoint(state);
            if (entry.Reversed == entry.Steps)
            {
                // All steps had been reversed: what remains of this adjoint calculation is to say so.
                model.EndAdjoint(entry.Completed);
                entry = entry with { Reversed = 0, Completed = entry.Completed + 1, Adjoint = null };
                if (entry.Completed >= adjoints)
                    return Complete(file, entry, levels, model, schedule, options);
            }

            var survivors = found
                .SelectMany(level => level.Found.Whole.Select(label => (level.Storage, Label: label)))
                .ToList();
            var recovered = CheckpointSchedule
                .FromJson(entry.Current)
                .Recover(
                    new CrashSite
                    {
                        Actions = entry.Index + 1,
                        Steps = entry.Steps,
                        Reversed = entry.Reversed,
                        Survivors = [.. survivors.Select(survivor => Of(survivor.Storage, survivor.Label, entry))],
                    }
                );
            var used = recovered.StartsWith.ToDictionary(kept => (kept.Level, kept.Step));
            foreach (var (storage, label) in survivors)
                if (!used.ContainsKey((storage, label.Step)))
                    levels[storage].Store.Delete(label.Step);
            var last = survivors.Select(survivor => survivor.Label.Sequence).Append(entry.SequenceBase).Max();
            var next = entry with { Current = recovered.ToJson(), Index = -1, SequenceBase = last + 1 };
            return new RunStart(new ActionSource.OfSchedule(recovered), Judge.For(recovered), levels)
            {
                Schedule = recovered,
                Journal = new RunJournal(file, options.Journal!, model, Written(file, next), levels.Errors),
                Recovery = new Recovery(
                    entry.Reversed,
                    entry.Completed,
                    [.. used.Values],
                    [.. found.SelectMany(level => level.Found.Rejected)]
                ),
            };
        }
        catch
        {
            foreach (var (_, level) in levels.Named)
                level.Store.KeepOnDispose = true;
            levels.Dispose();
            throw;
        }
    }

    private static RunStart Complete(
        Journal file,
        JournalEntry entry,
        Levels levels,
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options
    ) =>
        new(new ActionSource.OfStream([]), Judge.For(schedule), levels)
        {
            Schedule = schedule,
            Journal = new RunJournal(file, options.Journal!, model, entry, levels.Errors),
            Recovery = new Recovery(0, entry.Completed, [], []),
            IsComplete = true,
        };

    private static JournalEntry Written(Journal file, JournalEntry entry)
    {
        try
        {
            return file.Write(entry, default);
        }
        catch (Exception refused) when (refused.IsOfFiles())
        {
            throw file.CannotBeUsed(refused);
        }
    }

    private static SurvivingCheckpoint Of(Storage storage, CheckpointLabel label, JournalEntry entry) =>
        new(
            storage,
            label.Step,
            label.Kind.HasFlag(CheckpointKind.Restart),
            label.Kind.HasFlag(CheckpointKind.Dependencies),
            Math.Max(-1, label.Sequence - entry.SequenceBase)
        );

    private static void Check(Journal file, JournalEntry entry, string schedule, ModelSignature model)
    {
        if (entry.Schedule != schedule)
            throw file.Refused($"its schedule is {entry.Schedule}, and this one is {schedule}");
        if (entry.Model.Identity != model.Identity)
            throw file.Refused($"its model is {entry.Model.Identity}, and this one is {model.Identity}");
        if (entry.Model != model)
            throw file.Refused($"its model has other numbers of bytes, {entry.Model}, than this one, {model}");
    }

    private static IEnumerable<Storage> LevelsOf(CheckpointSchedule schedule) =>
        schedule.Storages.Where(storage => storage >= Storage.Ram);
}
