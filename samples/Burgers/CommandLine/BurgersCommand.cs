using System.CommandLine;
using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>The options, and how they become settings.</summary>
internal sealed class BurgersCommand
{
    private readonly Option<Named<Family>> schedule = Choice.Word<Family>(
        "--schedule",
        "Which data to keep, where, and what to recompute",
        new("multistage", Family.Multistage),
        new("revolve", Family.Revolve),
        new("two-level", Family.TwoLevel),
        new("periodic-disk", Family.PeriodicDisk),
        new("mixed", Family.Mixed),
        new("unit-sizes", Family.UnitSizes),
        new("h-revolve", Family.HRevolve),
        new("disk-revolve", Family.DiskRevolve),
        new("1d-revolve", Family.OneDRevolve),
        new("periodic-disk-revolve", Family.PeriodicDiskRevolve),
        new("optimal", Family.Optimal),
        new("online", Family.Online),
        new("single-memory", Family.SingleMemory),
        new("single-disk", Family.SingleDisk),
        new("none", Family.None)
    );

    private readonly Option<long> steps = Choice.Number("--steps", "Time steps", 200, 1, Settings.MostSteps);

    private readonly Option<int> nodes = Choice.Number("--nodes", "Interior nodes", 400, 1, Settings.MostNodes);

    // The least that a schedule allows, which may depend on its other parameters, is the library's to say.
    private readonly Option<int> snapshotsInRam = Choice.Number(
        "--snapshots-in-ram",
        "Slots for restart data in RAM (revolve, multistage, optimal, and the -revolve families)",
        4,
        null,
        int.MaxValue
    );

    private readonly Option<int> snapshotsOnDisk = Choice.Number(
        "--snapshots-on-disk",
        "Slots for restart data on disk (multistage, h-revolve, optimal)",
        8,
        null,
        int.MaxValue
    );

    private readonly Option<long> period = Choice.Number(
        "--period",
        "Steps between the checkpoints on disk (two-level, periodic-disk, and periodic-disk-revolve, which finds one if not given)",
        20,
        null,
        1_000_000_000_000_000_000
    );

    private readonly Option<int> snapshots = Choice.Number(
        "--snapshots",
        "Slots, or units of storage (mixed, unit-sizes, online)",
        8,
        null,
        int.MaxValue
    );

    private readonly Option<long> restartUnits = Choice.Number(
        "--restart-units",
        "Units that the restart data of a step take (unit-sizes)",
        1L,
        null,
        1_000_000_000_000_000_000
    );

    private readonly Option<long> dependencyUnits = Choice.Number(
        "--dependency-units",
        "Units that the adjoint dependencies of a step take (unit-sizes)",
        1L,
        null,
        1_000_000_000_000_000_000
    );

    private readonly Option<Named<Storage>> storage = Choice.Word<Storage>(
        "--storage",
        "Where they are (mixed, unit-sizes, online)",
        new("ram", Storage.Ram),
        new("disk", Storage.Disk)
    );

    private readonly Option<Named<OnlinePolicy>> policy = Choice.Word<OnlinePolicy>(
        "--policy",
        "What to hold while the end is not known (online)",
        new("greedy", OnlinePolicy.Greedy),
        new("landmarks", OnlinePolicy.Landmarks),
        new("dynamic", OnlinePolicy.Dynamic),
        new("hybrid", OnlinePolicy.Hybrid),
        new("r2", OnlinePolicy.R2),
        new("r3", OnlinePolicy.R3)
    );

    private readonly Option<bool> oneReadDisk = new("--one-read-disk")
    {
        Description = "Read each checkpoint on disk once (disk-revolve, 1d-revolve, periodic-disk-revolve)",
    };

    private readonly Option<int> binomialSnapshots = Choice.Number(
        "--binomial-snapshots",
        "Additional slots to reverse each period with (two-level)",
        3,
        null,
        int.MaxValue
    );

    private readonly Option<Named<Storage>> binomialStorage = Choice.Word<Storage>(
        "--binomial-storage",
        "Where those are (two-level)",
        new("ram", Storage.Ram),
        new("disk", Storage.Disk)
    );

    private readonly Option<Named<Trajectory>> trajectory = Choice.Word<Trajectory>(
        "--trajectory",
        "Which of the optimal advances (multistage, two-level)",
        new("maximum", Trajectory.Maximum),
        new("revolve", Trajectory.Revolve),
        new("largest", Trajectory.Largest)
    );

    private readonly Option<bool> moveData = new("--move-data")
    {
        Description = "Take the data off the disk as they are read (single-disk)",
    };

    /// <summary>Gives a command the options; `run` is given the settings, and gives the exit code.</summary>
    public void AddTo(Command command, Func<Settings, int> run)
    {
        foreach (var option in Options())
            command.Options.Add(option);
        command.SetAction(result =>
        {
            NoteWithoutEffect(result);
            return run(Read(result));
        });
    }

    /// <summary>An option that the schedule does not have does no harm, but whoever gave it should know.</summary>
    private void NoteWithoutEffect(ParseResult result)
    {
        var family = result.GetValue(schedule).Value;
        Option[] used =
        [
            schedule,
            steps,
            nodes,
            .. family switch
            {
                Family.SingleDisk => [moveData],
                Family.Revolve => [snapshotsInRam],
                Family.Multistage => [snapshotsInRam, snapshotsOnDisk, trajectory],
                Family.TwoLevel => [period, binomialSnapshots, binomialStorage, trajectory],
                Family.PeriodicDisk => [period],
                Family.Mixed => [snapshots, storage],
                Family.UnitSizes => [snapshots, restartUnits, dependencyUnits, storage],
                Family.HRevolve or Family.Optimal => [snapshotsInRam, snapshotsOnDisk],
                Family.DiskRevolve or Family.OneDRevolve => [snapshotsInRam, oneReadDisk],
                Family.PeriodicDiskRevolve => [snapshotsInRam, period, oneReadDisk],
                Family.Online => [policy, snapshots, storage],
                _ => Array.Empty<Option>(),
            },
        ];
        foreach (var option in Options().Except(used))
            if (result.GetResult(option) is { Implicit: false })
                result.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on this schedule");
    }

    private Option[] Options() =>
        [
            schedule,
            steps,
            nodes,
            snapshotsInRam,
            snapshotsOnDisk,
            period,
            binomialSnapshots,
            binomialStorage,
            trajectory,
            moveData,
            snapshots,
            restartUnits,
            dependencyUnits,
            storage,
            policy,
            oneReadDisk,
        ];

    private Settings Read(ParseResult result) =>
        new()
        {
            Family = result.GetValue(schedule).Value,
            Steps = result.GetValue(steps),
            Nodes = result.GetValue(nodes),
            SnapshotsInRam = result.GetValue(snapshotsInRam),
            SnapshotsOnDisk = result.GetValue(snapshotsOnDisk),
            Period = result.GetValue(period),
            PeriodGiven = result.GetResult(period) is { Implicit: false },
            Snapshots = result.GetValue(snapshots),
            RestartUnits = result.GetValue(restartUnits),
            DependencyUnits = result.GetValue(dependencyUnits),
            Storage = result.GetValue(storage).Value,
            Policy = result.GetValue(policy).Value,
            OneReadDisk = result.GetValue(oneReadDisk),
            BinomialSnapshots = result.GetValue(binomialSnapshots),
            BinomialStorage = result.GetValue(binomialStorage).Value,
            Trajectory = result.GetValue(trajectory).Value,
            MoveData = result.GetValue(moveData),
        };
}
