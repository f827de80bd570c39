using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Choosing a schedule for a model.</summary>
internal static class AutoRun
{
    /// <summary>The schedule of the run that a journal has; null if there is none.</summary>
    public static CheckpointSchedule? ScheduleOfJournal(RunOptions options)
    {
        if (options.Journal is not { } journal)
            return null;
        var directory = options.Rank is null ? journal.Directory : Path.Combine(journal.Directory, options.Rank);
        var path = Path.Combine(directory, JournalDirectory.FileName);
        if (!Path.Exists(path))
            return null;
        // What is wrong with it is said by the run that would go on.
        return JournalFile.Inspect(path, out _) is { } entry
            ? CheckpointSchedule.FromJson(entry.Schedule)
            : CheckpointSchedule.SingleMemory();
    }

    /// <summary>Measures, if that is needed, and plans.</summary>
    public static AutoChoice Choose(
        IAdjointModel model,
        IReadOnlyList<double> budgets,
        RunOptions options,
        CancellationToken cancellation
    )
    {
        if (options.Adjoints < 1)
            throw new ArgumentException(
                "no adjoint calculation is wanted (Adjoints is 0): give CheckpointSchedule.None()",
                nameof(options)
            );
        var steps =
            model.Steps
            ?? throw new ArgumentException(
                "the number of steps is not known, and without it there is no plan: give Steps of the model, or a schedule of an online "
                    + "family",
                nameof(model)
            );
        if (budgets.Count == 0 || budgets.Any(bytes => !(bytes >= 0)) || budgets[0] == 0)
            throw new ArgumentException(
                "budgets are bytes, at least 0 each, and more than 0 of RAM, the first",
                nameof(budgets)
            );
        var measured = options.Machine is { } given
            ? new MeasuredMachine(given, model.DependencyBytes(0) > 0, StateBytes(model), true, default)
            : new MachineMeasurement(model, steps, budgets, options, cancellation).Run();
        var plan = Planner.Plan(
            new PlanRequest
            {
                Steps = steps,
                Machine = measured.Machine,
                Budgets = budgets,
                Adjoints = options.Adjoints,
                Overlapped = options.Overlap,
                StifflyAccurate = model.DependenciesRestart,
                AdjointBytes = measured.AdjointBytes,
                Journal = options.Journal is not null,
            }
        );
        var chosen =
            plan.Ranking.FirstOrDefault(planned => measured.KeepsDependencies || KeepsNone(planned))
            ?? throw new ArgumentException(Shortage(plan), nameof(budgets));
        return new AutoChoice(plan, chosen, measured.Machine)
        {
            MeasuringTime = measured.Time,
            IsReverseAssumed = !measured.IsReverseMeasured,
        };
    }

    public static long StateBytes(IAdjointModel model) => model is IAdjointState adjoint ? adjoint.AdjointBytes(0) : 0;

    /// <summary>Whether no dependencies are kept but those in WORK.</summary>
    private static bool KeepsNone(PlannedSchedule planned) =>
        ScheduleFamily.Find(planned.Family) is not { KeepsDependencies: true }
        || planned.Build().Storages.All(storage => storage < Storage.Ram);

    private static string Shortage(Plan plan)
    {
        var least = plan.LeftOut.Where(left => left.Shortage is not null).MinBy(left => left.Shortage!.Needed);
        return "no schedule fits into the budgets"
            + (least is null ? "" : $"; the least is needed by {least.CommandLine}, which {least.Reason}")
            + ": give more bytes";
    }
}
