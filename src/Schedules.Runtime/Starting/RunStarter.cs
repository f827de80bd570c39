using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Start of a run: anew or, where there is a journal of one that was broken off, where
/// that one goes on.</summary>
internal static class RunStarter
{
    /// <summary>A run through somebody's own stream of actions.</summary>
    public static RunStart Of(
        IAdjointModel model,
        IEnumerable<CheckpointAction> actions,
        RefereeOptions referee,
        RunOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(referee);
        if (options.Journal is not null)
            throw new ArgumentException("there is no journal of a stream of one's own", nameof(options));
        if (referee.Steps is { } steps && model.Steps is { } known && steps != known)
            throw new ArgumentException($"the stream is for {steps} steps, the model for {known}", nameof(referee));
        CheckSteps(model);
        CheckDependencies(model, referee, nameof(referee));
        return new RunStart(new ActionSource.OfStream(actions), new Judge(referee), WithoutJournal(options));
    }

    /// <summary>A run through a schedule.</summary>
    public static RunStart Of(
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options,
        Agreement? agreement
    )
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Steps is { } steps && model.Steps is { } known && steps != known)
            throw new ArgumentException($"the schedule is for {steps} steps, the model for {known}", nameof(schedule));
        CheckSteps(model);
        var adjoints = schedule.Adjoints is { } most ? Math.Min(most, options.Adjoints) : options.Adjoints;
        if (options.Adjoints > Math.Max(1, adjoints))
            throw new ArgumentException(
                $"the schedule permits {adjoints} adjoint calculations, and {options.Adjoints} are wanted",
                nameof(options)
            );
        CheckDependencies(model, schedule.RefereeOptions, nameof(schedule));
        if (adjoints == 0)
            // Without an adjoint nothing of what the schedule keeps would be read.
            schedule = schedule.Steps is { } length
                ? CheckpointSchedule.None().WithSteps(length)
                : CheckpointSchedule.None();
        var start = options.Journal is { } journal
            ? WithJournal(journal, model, schedule, options, adjoints, agreement)
            : new RunStart(new ActionSource.OfSchedule(schedule), Judge.For(schedule), WithoutJournal(options))
            {
                Schedule = schedule,
            };
        return start with { Adjoints = adjoints, Whole = schedule };
    }

    private static void CheckSteps(IAdjointModel model)
    {
        if (model.Steps < 1)
            throw new ArgumentOutOfRangeException(
                nameof(model),
                model.Steps,
                $"Steps of the model is {model.Steps}; allowed: at least 1, for a calculation of no steps has no adjoint"
            );
    }

    private static void CheckDependencies(IAdjointModel model, RefereeOptions referee, string name)
    {
        if (referee.StifflyAccurate && !model.DependenciesRestart)
            throw new ArgumentException(
                "steps are to start from the dependencies of the one before (stifflyAccurate), and the model says that its "
                    + "dependencies do not restart the next step (DependenciesRestart): give a schedule that is not stiffly accurate",
                name
            );
    }

    private static Levels WithoutJournal(RunOptions options) =>
        new(new StoreTable(options, null), Guid.NewGuid(), options);

    private static RunStart WithJournal(
        JournalOptions journal,
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options,
        long adjoints,
        Agreement? agreement
    )
    {
        var path = options.Rank is null ? journal.Directory : Path.Combine(journal.Directory, options.Rank);
        var directory = JournalDirectory.Open(path, options.Rank is not null);
        try
        {
            var resumption = new Resumption(directory, model, schedule, options, agreement);
            if (options.Rank is null || agreement is not null)
                resumption.Together(() => OtherPlaces.Check(journal.Directory, agreement?.Place));
            var (entry, epoch) = agreement is null
                ? (directory.Read(), 0)
                : CommonEpoch.Find(agreement, directory, resumption);
            return entry is not null
                ? resumption.GoOn(entry, adjoints, epoch)
                : Anew(directory, model, schedule, options, agreement, epoch);
        }
        catch
        {
            directory.Abandon();
            throw;
        }
    }

    private static RunStart Anew(
        JournalDirectory directory,
        IAdjointModel model,
        CheckpointSchedule schedule,
        RunOptions options,
        Agreement? agreement,
        long epoch
    )
    {
        var text = schedule.ToJson();
        _ = ModelSignature.IdentityOf(model);
        // No rank has failed: the model may wait for the others from here.
        var run = agreement?.NewId() ?? Guid.NewGuid();
        var use = ModelUse.Begin(model);
        var levels = new Levels(new StoreTable(options, directory.Location), run, options);
        try
        {
            var entry = new JournalEntry
            {
                Run = run,
                Schedule = text,
                Current = text,
                Model = ModelSignature.Of(model),
                Precision = options.Precision,
                Start = StartHash.Of(model),
                Steps = schedule.Steps,
                Actions = 0,
                SequenceBase = 0,
                Reversed = 0,
                Completed = 0,
                Place = agreement?.Place,
                Epoch = epoch,
            };
            foreach (var storage in StoreTable.LevelsOf(schedule))
                levels.Open(storage);
            return new RunStart(new ActionSource.OfSchedule(schedule), Judge.For(schedule), levels)
            {
                Schedule = schedule,
                Use = use,
                Journal = new RunJournal(
                    directory,
                    options.Journal!,
                    options.StopAfter is not null,
                    options.Overlap,
                    model,
                    directory.WriteFirst(entry),
                    levels.Errors
                ),
            };
        }
        catch
        {
            use.Release();
            levels.Dispose();
            throw;
        }
    }
}
