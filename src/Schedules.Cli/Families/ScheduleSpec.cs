using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>A schedule as options say it: a family, and what is given of its parameters.</summary>
internal sealed record ScheduleSpec
{
    public required Family Family { get; init; }
    public long? MaxN { get; init; }

    /// <summary>The length at which an online schedule is finalised.</summary>
    public long? Steps { get; init; }
    public int? SnapshotsInRam { get; init; }
    public int? SnapshotsOnDisk { get; init; }

    /// <summary>Slots of each level, instead of the two before.</summary>
    public IReadOnlyList<int>? Slots { get; init; }
    public long? Snapshots { get; init; }
    public long? RestartUnits { get; init; }
    public long? DependencyUnits { get; init; }
    public bool StifflyAccurate { get; init; }
    public Storage? Storage { get; init; }
    public long? Period { get; init; }
    public int? BinomialSnapshots { get; init; }
    public Storage? BinomialStorage { get; init; }
    public Trajectory? Trajectory { get; init; }
    public bool MoveData { get; init; }
    public bool OneReadDisk { get; init; }
    public OnlinePolicy? Policy { get; init; }

    /// <summary>The costs that the schedule weighs, or that it is judged by.</summary>
    public CostModel Costs { get; init; } = CostModel.Standard;

    /// <summary>The schedule, of a known number of steps.</summary>
    /// <param name="building">How to stop the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not allowed: names it as the library does.</exception>
    public CheckpointSchedule Build(Building? building = null)
    {
        var schedule = Make(building);
        return Steps is { } steps ? schedule.WithSteps(steps) : schedule;
    }

    /// <summary>The family and its parameters, as one would type them; costs are left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(FamilyEntry.Of(Family).Name);
        void Add(string name, object? value)
        {
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $" {name} {value}");
        }

        Add(ParameterNames.MaxN, MaxN);
        Add(ParameterNames.Policy, Policy?.ToString().ToLowerInvariant());
        Add(ParameterNames.SnapshotsInRam, SnapshotsInRam);
        Add(ParameterNames.SnapshotsOnDisk, SnapshotsOnDisk);
        Add(ParameterNames.Slots, Slots is null ? null : string.Join(',', Slots));
        Add(ParameterNames.Period, Period);
        Add(ParameterNames.BinomialSnapshots, BinomialSnapshots);
        Add(ParameterNames.BinomialStorage, StorageWord.Of(BinomialStorage));
        Add(ParameterNames.Trajectory, Trajectory?.ToString().ToLowerInvariant());
        Add(ParameterNames.Snapshots, Snapshots);
        Add(ParameterNames.RestartUnits, RestartUnits);
        Add(ParameterNames.DependencyUnits, DependencyUnits);
        Add(ParameterNames.StifflyAccurate, StifflyAccurate ? "true" : null);
        Add(ParameterNames.Storage, StorageWord.Of(Storage));
        Add(ParameterNames.MoveData, MoveData ? "true" : null);
        Add(ParameterNames.OneReadDisk, OneReadDisk ? "true" : null);
        Add(ParameterNames.Steps, Steps);
        return text.ToString();
    }

    private Storage Level => Storage ?? Interop.Storage.Ram;

    private Trajectory Advance => Trajectory ?? Interop.Trajectory.Maximum;

    private IReadOnlyList<int> AllSlots => Slots ?? [Ram, SnapshotsOnDisk ?? 0];

    private int Ram => SnapshotsInRam ?? 0;

    private long N => MaxN ?? 0;

    private int Units => checked((int)(Snapshots ?? 0));

    private DiskPeriod? GivenPeriod => Period is { } period ? DiskPeriod.Given(period) : null;

    private CheckpointSchedule Make(Building? building) =>
        Family switch
        {
            Family.None => CheckpointSchedule.None(),
            Family.SingleMemory => CheckpointSchedule.SingleMemory(),
            Family.SingleDisk => CheckpointSchedule.SingleDisk(MoveData),
            Family.Revolve => CheckpointSchedule.Revolve(N, Ram),
            Family.Multistage => CheckpointSchedule.Multistage(N, Ram, SnapshotsOnDisk ?? 0, Advance),
            Family.TwoLevel => CheckpointSchedule.TwoLevel(
                Period ?? 0,
                BinomialSnapshots ?? 0,
                BinomialStorage ?? Interop.Storage.Disk,
                Advance
            ),
            Family.PeriodicDisk => CheckpointSchedule.PeriodicDisk(Period ?? 0),
            Family.Mixed => CheckpointSchedule.Mixed(N, Units, Level, building),
            Family.UnitSizes => CheckpointSchedule.UnitSizes(
                N,
                Snapshots ?? 0,
                RestartUnits ?? 1,
                DependencyUnits ?? 1,
                StifflyAccurate,
                Level,
                building
            ),
            Family.HRevolve => Slots is null
                ? CheckpointSchedule.HRevolve(N, Ram, SnapshotsOnDisk ?? 0, Costs, building)
                : CheckpointSchedule.HRevolve(N, Slots, Costs, building),
            Family.DiskRevolve => CheckpointSchedule.DiskRevolve(N, Ram, OneReadDisk, Costs, building),
            Family.OneDRevolve => CheckpointSchedule.OneDRevolve(N, Ram, OneReadDisk, Costs, building),
            Family.PeriodicDiskRevolve => CheckpointSchedule.PeriodicDiskRevolve(
                N,
                Ram,
                GivenPeriod,
                OneReadDisk,
                Costs,
                building
            ),
            Family.Optimal => CheckpointSchedule.Optimal(N, AllSlots, Costs, building),
            _ => CheckpointSchedule.Online(Policy ?? OnlinePolicy.Greedy, Units, Level),
        };
}
