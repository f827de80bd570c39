using static Schedules.Cli.Families.ParameterNames;

namespace Schedules.Cli.Families;

/// <summary>What the command knows of a family: its name, and the options that it needs and takes.</summary>
/// <param name="Family">The family.</param>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it keeps, in a few words.</param>
/// <param name="Needs">Options without which there is no schedule.</param>
/// <param name="Takes">Further options that have an effect.</param>
internal sealed record FamilyEntry(
    Family Family,
    string Name,
    string Summary,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Takes
)
{
    /// <summary>All families, in the order of the documentation.</summary>
    public static IReadOnlyList<FamilyEntry> All { get; } =
    [
        new(Family.None, "none", "keeps nothing: no adjoint", [Steps], []),
        new(Family.SingleMemory, "single-memory", "all dependencies in WORK", [Steps], []),
        new(Family.SingleDisk, "single-disk", "the dependencies of each step on disk", [Steps], [MoveData]),
        new(Family.Revolve, "revolve", "binomial, in RAM", [MaxN, SnapshotsInRam], []),
        new(
            Family.Multistage,
            "multistage",
            "binomial, in RAM and on disk",
            [MaxN, SnapshotsInRam, SnapshotsOnDisk],
            [Trajectory]
        ),
        new(
            Family.TwoLevel,
            "two-level",
            "restart data on disk each period, each period binomially",
            [Steps, Period, BinomialSnapshots],
            [BinomialStorage, Trajectory]
        ),
        new(
            Family.PeriodicDisk,
            "periodic-disk",
            "restart data on disk each period, each period recorded at once",
            [Steps, Period],
            []
        ),
        new(Family.Mixed, "mixed", "restart data or dependencies, a unit each", [MaxN, Snapshots], [Storage]),
        new(
            Family.UnitSizes,
            "unit-sizes",
            "restart data or dependencies, of different sizes",
            [MaxN, Snapshots, RestartUnits, DependencyUnits],
            [StifflyAccurate, Storage]
        ),
        new(
            Family.HRevolve,
            "h-revolve",
            "any number of levels, under costs",
            [MaxN, SnapshotsInRam, SnapshotsOnDisk],
            [Slots, .. Costs]
        ),
        new(
            Family.DiskRevolve,
            "disk-revolve",
            "a few slots in RAM, any number on disk, under costs",
            [MaxN, SnapshotsInRam],
            [OneReadDisk, .. Costs]
        ),
        new(
            Family.OneDRevolve,
            "1d-revolve",
            "as disk-revolve, only the initial state on disk",
            [MaxN, SnapshotsInRam],
            [OneReadDisk, .. Costs]
        ),
        new(
            Family.PeriodicDiskRevolve,
            "periodic-disk-revolve",
            "as disk-revolve, with a fixed period",
            [MaxN, SnapshotsInRam],
            [OneReadDisk, Period, .. Costs]
        ),
        new(
            Family.Optimal,
            "optimal",
            "least makespan on any number of levels, whatever the costs",
            [MaxN, SnapshotsInRam, SnapshotsOnDisk],
            [Slots, .. Costs]
        ),
        new(
            Family.Online,
            "online",
            "a fixed number of slots, any number of steps",
            [Steps, Policy, Snapshots],
            [ParameterNames.Storage]
        ),
    ];

    /// <summary>The entry of a family.</summary>
    public static FamilyEntry Of(Family family) => All[(int)family];

    /// <summary>The number of steps is known at the start: --max-n. Otherwise --steps says where it is finalised.</summary>
    public bool IsOffline => Needs.Contains(MaxN);

    /// <summary>Whether an option has an effect.</summary>
    public bool Uses(string option) => Needs.Contains(option) || Takes.Contains(option);
}
