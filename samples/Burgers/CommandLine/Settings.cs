using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>What the command line asks for, each value within what its option allows.</summary>
internal sealed record Settings
{
    public const long MostSteps = 100_000;
    public const int MostNodes = 10_000;

    // What storing everything may take, 400 MB; and what keeps a run within minutes.
    private const long MostNumbers = 50_000_000;
    private const double MostNodeSteps = 1e9;

    public required Family Family { get; init; }
    public required long Steps { get; init; }
    public required int Nodes { get; init; }
    public required int SnapshotsInRam { get; init; }
    public required int SnapshotsOnDisk { get; init; }
    public required long Period { get; init; }
    public required bool PeriodGiven { get; init; }
    public required int Snapshots { get; init; }
    public required long RestartUnits { get; init; }
    public required long DependencyUnits { get; init; }
    public required Storage Storage { get; init; }
    public required OnlinePolicy Policy { get; init; }
    public required bool OneReadDisk { get; init; }
    public required int BinomialSnapshots { get; init; }
    public required Storage BinomialStorage { get; init; }
    public required Trajectory Trajectory { get; init; }
    public required bool MoveData { get; init; }

    /// <summary>The schedule, as its family is made: an online one does not know the number of steps.</summary>
    /// <exception cref="SettingsException">An option does not go with the others.</exception>
    public CheckpointSchedule Build()
    {
        if (Steps * Nodes > MostNumbers)
            throw new SettingsException($"--steps times --nodes is {Steps * Nodes}; allowed: from 1 to {MostNumbers}");
        try
        {
            var schedule = Make();
            CheckEffort(schedule);
            return schedule;
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw SettingsException.From(refused);
        }
    }

    /// <summary>The schedule with the parameters that it has.</summary>
    public string Describe() =>
        Family switch
        {
            Family.SingleMemory => "single-memory",
            Family.SingleDisk => MoveData ? "single-disk, moving the data" : "single-disk",
            Family.Revolve => $"revolve, {SnapshotsInRam} snapshots in RAM",
            Family.Multistage =>
                $"multistage, {SnapshotsInRam} snapshots in RAM, {SnapshotsOnDisk} on disk, trajectory {Lower(Trajectory)}",
            Family.TwoLevel =>
                $"two-level, period {Period}, {BinomialSnapshots} binomial snapshots in {Lower(BinomialStorage)}, trajectory {Lower(Trajectory)}",
            Family.PeriodicDisk => $"periodic-disk, period {Period}",
            Family.Mixed => $"mixed, {Snapshots} units in {Lower(Storage)}",
            Family.UnitSizes =>
                $"unit-sizes, {Snapshots} units in {Lower(Storage)}, of which restart data take {RestartUnits} and dependencies {DependencyUnits}",
            Family.HRevolve => $"h-revolve, {SnapshotsInRam} snapshots in RAM, {SnapshotsOnDisk} on disk",
            Family.DiskRevolve => $"disk-revolve, {SnapshotsInRam} snapshots in RAM{Reads}",
            Family.OneDRevolve => $"1d-revolve, {SnapshotsInRam} snapshots in RAM{Reads}",
            Family.PeriodicDiskRevolve => $"periodic-disk-revolve, {SnapshotsInRam} snapshots in RAM{Reads}",
            Family.Optimal => $"optimal, {SnapshotsInRam} snapshots in RAM, {SnapshotsOnDisk} on disk",
            Family.Online => $"online, {Lower(Policy)}, {Snapshots} snapshots in {Lower(Storage)}",
            _ => "none",
        };

    private string Reads => OneReadDisk ? ", one read of the disk" : "";

    private DiskPeriod? GivenPeriod => PeriodGiven ? DiskPeriod.Given(Period) : null;

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();

    private CheckpointSchedule Make() =>
        Family switch
        {
            Family.SingleMemory => CheckpointSchedule.SingleMemory(),
            Family.SingleDisk => CheckpointSchedule.SingleDisk(MoveData),
            Family.Revolve => CheckpointSchedule.Revolve(Steps, SnapshotsInRam),
            Family.Multistage => CheckpointSchedule.Multistage(Steps, SnapshotsInRam, SnapshotsOnDisk, Trajectory),
            Family.TwoLevel => CheckpointSchedule.TwoLevel(Period, BinomialSnapshots, BinomialStorage, Trajectory),
            Family.PeriodicDisk => CheckpointSchedule.PeriodicDisk(Period),
            Family.Mixed => CheckpointSchedule.Mixed(Steps, Snapshots, Storage),
            Family.UnitSizes => CheckpointSchedule.UnitSizes(
                Steps,
                Snapshots,
                RestartUnits,
                DependencyUnits,
                storage: Storage
            ),
            Family.HRevolve => CheckpointSchedule.HRevolve(Steps, SnapshotsInRam, SnapshotsOnDisk),
            Family.DiskRevolve => CheckpointSchedule.DiskRevolve(Steps, SnapshotsInRam, OneReadDisk),
            Family.OneDRevolve => CheckpointSchedule.OneDRevolve(Steps, SnapshotsInRam, OneReadDisk),
            Family.PeriodicDiskRevolve => CheckpointSchedule.PeriodicDiskRevolve(
                Steps,
                SnapshotsInRam,
                GivenPeriod,
                OneReadDisk
            ),
            Family.Optimal => CheckpointSchedule.Optimal(Steps, [SnapshotsInRam, SnapshotsOnDisk]),
            Family.Online => CheckpointSchedule.Online(Policy, Snapshots, Storage),
            _ => CheckpointSchedule.None(),
        };

    private void CheckEffort(CheckpointSchedule schedule)
    {
        var nodeSteps = (double)schedule.WithSteps(Steps).Predict().ForwardSteps * Nodes;
        if (nodeSteps > MostNodeSteps)
            throw new SettingsException(
                FormattableString.Invariant(
                    $"--steps and --nodes give {nodeSteps:g2} forward steps times nodes; allowed: up to {MostNodeSteps:g2} (more checkpoints take fewer)"
                )
            );
    }
}
