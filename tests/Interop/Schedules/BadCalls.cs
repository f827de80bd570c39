using System.Globalization;

namespace Schedules.Interop.Tests;

/// <summary>Every way to call the facade with one bad argument.</summary>
internal static class BadCalls
{
    private const long TooMany = 1_000_000_000_000_000_001;
    private const long Most = TooMany - 1;
    private const string AnyLength = "from 1 to 1000000000000000000";
    private const string TableLength = "from 1 to 67108864";
    private const string ALevel = "RAM, DISK or a level below them";
    private const string ACost = "a finite number, at least 0";

    private static readonly long[] NoLengths = [0, -1, long.MinValue, TooMany, long.MaxValue];
    private static readonly int[] Negative = [-1, int.MinValue];
    private static readonly double[] NoCosts =
    [
        -1,
        -double.Epsilon,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    public static IReadOnlyList<BadCall> All =>
        [.. Lengths, .. Slots, .. Tables, .. Enumerations, .. Sizes, .. Adjoints, .. Costs];

    private static IEnumerable<BadCall> Lengths =>
        from steps in NoLengths
        from call in new BadCall[]
        {
            new("Revolve", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Revolve(steps, 3)),
            new("Multistage", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Multistage(steps, 1, 1)),
            new("TwoLevel", "period", $"{steps}", AnyLength, () => CheckpointSchedule.TwoLevel(steps, 1)),
            new("PeriodicDisk", "period", $"{steps}", AnyLength, () => CheckpointSchedule.PeriodicDisk(steps)),
            new("Uniform", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Uniform(steps, 3)),
            new("Mixed", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Mixed(steps, 3)),
            new("UnitSizes", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.UnitSizes(steps, 3, 1, 1)),
            new("UnitSizes", "restartUnits", $"{steps}", AnyLength, () => CheckpointSchedule.UnitSizes(9, 3, steps, 1)),
            new(
                "UnitSizes",
                "dependencyUnits",
                $"{steps}",
                AnyLength,
                () => CheckpointSchedule.UnitSizes(9, 3, 1, steps)
            ),
            new("HRevolve", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.HRevolve(steps, 1, 1)),
            new("HRevolve", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.HRevolve(steps, [1, 1])),
            new("DiskRevolve", "steps", $"{steps}", TableLength, () => CheckpointSchedule.DiskRevolve(steps, 3)),
            new("OneDRevolve", "steps", $"{steps}", TableLength, () => CheckpointSchedule.OneDRevolve(steps, 3)),
            new("AsyncDisk", "steps", $"{steps}", "from 1 to 4194304", () => CheckpointSchedule.AsyncDisk(steps, 3)),
            new(
                "PeriodicDiskRevolve",
                "steps",
                $"{steps}",
                AnyLength,
                () => CheckpointSchedule.PeriodicDiskRevolve(steps, 3)
            ),
            new(
                "PeriodicDiskRevolve",
                "period",
                $"{steps}",
                AnyLength,
                () => CheckpointSchedule.PeriodicDiskRevolve(9, 3, DiskPeriod.Given(steps))
            ),
            new(
                "AsyncPeriodicDisk",
                "period",
                $"{steps}",
                AnyLength,
                () => CheckpointSchedule.AsyncPeriodicDisk(3, DiskPeriod.Given(steps))
            ),
            new("For", "period", $"{steps}", AnyLength, () => DiskPeriod.Given(steps).For(3)),
            new("Optimal", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Optimal(steps, [1, 1])),
            new("WithSteps", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.None().WithSteps(steps)),
            new("WithSteps", "steps", $"{steps}", "from 7", () => CheckpointSchedule.Revolve(7, 2).WithSteps(steps)),
        }
        select call;

    private static IEnumerable<BadCall> Slots =>
        [
            .. from slots in Negative
            from call in new BadCall[]
            {
                new("Revolve", "snapshotsInRam", $"{slots}", "from 1", () => CheckpointSchedule.Revolve(9, slots)),
                new("Revolve", "snapshotsInRam", $"{slots}", "from 0", () => CheckpointSchedule.Revolve(1, slots)),
                new(
                    "Multistage",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.Multistage(9, slots, 1)
                ),
                new(
                    "Multistage",
                    "snapshotsOnDisk",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.Multistage(9, 1, slots)
                ),
                new("TwoLevel", "binomialSnapshots", $"{slots}", "from 0", () => CheckpointSchedule.TwoLevel(9, slots)),
            }
            select call,
            new("Revolve", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.Revolve(9, 0)),
            new("Multistage", "snapshotsInRam", "0", "one slot", () => CheckpointSchedule.Multistage(9, 0, 0)),
            new(
                "TwoLevel",
                "binomialSnapshots",
                "2147483647",
                "to 2147483646",
                () => CheckpointSchedule.TwoLevel(9, int.MaxValue)
            ),
            new(
                "Multistage",
                "snapshotsOnDisk",
                $"{int.MaxValue}",
                "to 2147483646",
                () => CheckpointSchedule.Multistage(9, 1, int.MaxValue)
            ),
            new(
                "Multistage",
                "snapshotsInRam",
                "2147483647",
                "to 2147483646",
                () => CheckpointSchedule.Multistage(9, int.MaxValue, 1)
            ),
            new(
                "Multistage",
                "snapshotsOnDisk",
                "2147483640",
                "to 16777209",
                () => CheckpointSchedule.Multistage(Most, 7, 2_147_483_640)
            ),
        ];

    private static IEnumerable<BadCall> Tables =>
        [
            .. from slots in Negative
            from call in new BadCall[]
            {
                new("Uniform", "snapshots", $"{slots}", "from 0", () => CheckpointSchedule.Uniform(9, slots)),
                new("Mixed", "snapshots", $"{slots}", "from 1", () => CheckpointSchedule.Mixed(9, slots)),
                new("Mixed", "snapshots", $"{slots}", "from 0", () => CheckpointSchedule.Mixed(1, slots)),
                new("UnitSizes", "units", $"{slots}", "from 0", () => CheckpointSchedule.UnitSizes(9, slots, 1, 1)),
                new("HRevolve", "snapshotsInRam", $"{slots}", "from 0", () => CheckpointSchedule.HRevolve(9, slots, 1)),
                new(
                    "HRevolve",
                    "snapshotsOnDisk",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.HRevolve(9, 1, slots)
                ),
                new("HRevolve", "slots", $"{slots}", "from 0", () => CheckpointSchedule.HRevolve(9, [1, slots])),
                new("HRevolve", "slots", $"{slots}", "from 0", () => CheckpointSchedule.HRevolve(1, [slots, 1])),
                new(
                    "DiskRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 1",
                    () => CheckpointSchedule.DiskRevolve(9, slots)
                ),
                new(
                    "DiskRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.DiskRevolve(1, slots)
                ),
                new(
                    "OneDRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 1",
                    () => CheckpointSchedule.OneDRevolve(9, slots)
                ),
                new(
                    "OneDRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.OneDRevolve(1, slots)
                ),
                new(
                    "PeriodicDiskRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 1",
                    () => CheckpointSchedule.PeriodicDiskRevolve(9, slots)
                ),
                new(
                    "PeriodicDiskRevolve",
                    "snapshotsInRam",
                    $"{slots}",
                    "from 0",
                    () => CheckpointSchedule.PeriodicDiskRevolve(1, slots)
                ),
                new("For", "snapshotsInRam", $"{slots}", "from 1", () => DiskPeriod.Searched.For(slots)),
                new("Optimal", "slots", $"{slots}", "from 0", () => CheckpointSchedule.Optimal(9, [1, slots])),
                new(
                    "Online",
                    "snapshots",
                    $"{slots}",
                    "from 1",
                    () => CheckpointSchedule.Online(OnlinePolicy.R2, slots)
                ),
            }
            select call,
            new("Mixed", "snapshots", "0", "from 1", () => CheckpointSchedule.Mixed(9, 0)),
            new("UnitSizes", "units", $"{TooMany}", "from 0", () => CheckpointSchedule.UnitSizes(9, TooMany, 1, 1)),
            new("UnitSizes", "units", "1", "from 2", () => CheckpointSchedule.UnitSizes(9, 1, 2, 3)),
            new("UnitSizes", "steps", $"{Most}", "from 1", () => CheckpointSchedule.UnitSizes(Most, 5, 2, 3)),
            new("HRevolve", "snapshotsInRam", "0", "one slot", () => CheckpointSchedule.HRevolve(9, 0, 0)),
            new("HRevolve", "steps", $"{Most}", "from 1", () => CheckpointSchedule.HRevolve(Most, 3, 3)),
            new("HRevolve", "slots", "0", "from 1", () => CheckpointSchedule.HRevolve(9, [0, 0])),
            new("HRevolve", "slots", "0", "from 1", () => CheckpointSchedule.HRevolve(9, [])),
            new("DiskRevolve", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.DiskRevolve(9, 0)),
            new(
                "DiskRevolve",
                "keepDisk",
                "true",
                "false where",
                () => CheckpointSchedule.DiskRevolve(1, 2, keepDisk: true)
            ),
            new("AsyncPeriodicDisk", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.AsyncPeriodicDisk(0)),
            new("AsyncDisk", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.AsyncDisk(9, 0)),
            new("OneDRevolve", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.OneDRevolve(9, 0)),
            new(
                "PeriodicDiskRevolve",
                "snapshotsInRam",
                "0",
                "from 1",
                () => CheckpointSchedule.PeriodicDiskRevolve(9, 0)
            ),
            new(
                "PeriodicDiskRevolve",
                "period",
                "999999999999999999",
                "from 1 to 67108863",
                () => CheckpointSchedule.PeriodicDiskRevolve(Most, 3, DiskPeriod.Given(Most))
            ),
            new("For", "snapshotsInRam", "0", "from 1", () => DiskPeriod.OneRead.For(0)),
            new("Optimal", "slots", "0", "from 1", () => CheckpointSchedule.Optimal(9, [0, 0])),
            new("Optimal", "slots", "0", "from 1", () => CheckpointSchedule.Optimal(9, [])),
            new(
                "Optimal",
                "slots",
                "37210000 table entries",
                "at most 33554432 entries",
                () => CheckpointSchedule.Optimal(5000, [60, 60], new CostModel(read: [3, 2]))
            ),
            new("Online", "snapshots", "0", "from 1", () => CheckpointSchedule.Online(OnlinePolicy.Dynamic, 0)),
        ];

    private static IEnumerable<BadCall> Enumerations =>
        [
            .. from storage in new[] { (Storage.Work, "WORK"), (Storage.None, "NONE"), ((Storage)(-3), "-3") }
            from call in new BadCall[]
            {
                new(
                    "TwoLevel",
                    "binomialStorage",
                    storage.Item2,
                    ALevel,
                    () => CheckpointSchedule.TwoLevel(9, 1, storage.Item1)
                ),
                new("Uniform", "storage", storage.Item2, ALevel, () => CheckpointSchedule.Uniform(9, 3, storage.Item1)),
                new("Mixed", "storage", storage.Item2, ALevel, () => CheckpointSchedule.Mixed(9, 3, storage.Item1)),
                new(
                    "UnitSizes",
                    "storage",
                    storage.Item2,
                    ALevel,
                    () => CheckpointSchedule.UnitSizes(9, 3, 1, 1, false, storage.Item1)
                ),
                new(
                    "Online",
                    "storage",
                    storage.Item2,
                    ALevel,
                    () => CheckpointSchedule.Online(OnlinePolicy.Greedy, 3, storage.Item1)
                ),
            }
            select call,
            .. from policy in new[] { -1, 6, int.MaxValue, int.MinValue }
            select new BadCall(
                "Online",
                "policy",
                $"{policy}",
                "R2, R3, Dynamic, Hybrid, Greedy, Landmarks",
                () => CheckpointSchedule.Online((OnlinePolicy)policy, 3)
            ),
            new(
                "TwoLevel",
                "binomialStorage",
                "-2147483648",
                ALevel,
                () => CheckpointSchedule.TwoLevel(9, 1, (Storage)int.MinValue)
            ),
            .. from trajectory in new[] { -1, 3, int.MaxValue, int.MinValue }
            from call in new BadCall[]
            {
                new(
                    "Revolve",
                    "trajectory",
                    $"{trajectory}",
                    "Largest, Maximum, Revolve",
                    () => CheckpointSchedule.Revolve(9, 1, (Trajectory)trajectory)
                ),
                new(
                    "Multistage",
                    "trajectory",
                    $"{trajectory}",
                    "Largest, Maximum, Revolve",
                    () => CheckpointSchedule.Multistage(9, 1, 1, (Trajectory)trajectory)
                ),
                new(
                    "TwoLevel",
                    "trajectory",
                    $"{trajectory}",
                    "Largest, Maximum, Revolve",
                    () => CheckpointSchedule.TwoLevel(9, 1, Storage.Disk, (Trajectory)trajectory)
                ),
                new(
                    "Online",
                    "trajectory",
                    $"{trajectory}",
                    "Largest, Maximum, Revolve",
                    () => CheckpointSchedule.Online(OnlinePolicy.Greedy, 3, Storage.Ram, (Trajectory)trajectory)
                ),
                new(
                    "Binomial",
                    "trajectory",
                    $"{trajectory}",
                    "Largest, Maximum, Revolve",
                    () => InRam.Binomial((Trajectory)trajectory)
                ),
            }
            select call,
        ];

    private static IEnumerable<BadCall> Sizes =>
        [
            .. from units in new[] { 0, -1, long.MinValue, long.MaxValue }
            from call in new BadCall[]
            {
                new(
                    "Mixed",
                    "restartUnits",
                    $"{units}",
                    AnyLength,
                    () => CheckpointSchedule.DiskRevolve(9, 3, inRam: InRam.Mixed(units, 1))
                ),
                new(
                    "Mixed",
                    "dependencyUnits",
                    $"{units}",
                    AnyLength,
                    () => CheckpointSchedule.HRevolve(9, 3, 1, InRam.Mixed(1, units))
                ),
            }
            select call,
            new("Mixed", "snapshotsInRam", "3", "from 4", () => CheckpointSchedule.AsyncDisk(9, 3, InRam.Mixed(4, 3))),
        ];

    private static IEnumerable<BadCall> Adjoints =>
        [
            .. from adjoints in new[] { -1, long.MinValue }
            from call in new BadCall[]
            {
                new(
                    "Actions",
                    "adjoints",
                    $"{adjoints}",
                    "non-negative",
                    () => CheckpointSchedule.SingleMemory().WithSteps(9).Actions(adjoints)
                ),
                new(
                    "Predict",
                    "adjoints",
                    $"{adjoints}",
                    "from 0",
                    () => CheckpointSchedule.SingleMemory().WithSteps(9).Predict(adjoints)
                ),
            }
            select call,
            .. from adjoints in new[] { 0, 2, -1, long.MaxValue }
            select new BadCall(
                "Predict",
                "adjoints",
                $"{adjoints}",
                "from 1 to 1",
                () => CheckpointSchedule.Revolve(9, 3).Predict(adjoints)
            ),
            new(
                "Predict",
                "adjoints",
                "1",
                "from 0 to 0",
                () => CheckpointSchedule.None().WithSteps(9).Predict(adjoints: 1)
            ),
        ];

    private static IEnumerable<BadCall> Costs =>
        [
            .. from cost in NoCosts
            let text = cost.ToString(CultureInfo.InvariantCulture)
            from call in new BadCall[]
            {
                new("CostModel", "uf", text, ACost, () => new CostModel(uf: cost)),
                new("CostModel", "ub", text, ACost, () => new CostModel(ub: cost)),
                new("CostModel", "write", text, ACost, () => new CostModel(write: [0, cost])),
                new("CostModel", "read", text, ACost, () => new CostModel(read: [cost, 0])),
            }
            select call,
            new("CostModel", "write", "empty", "at least one level", () => new CostModel(write: [])),
            new("CostModel", "read", "empty", "at least one level", () => new CostModel(read: [])),
        ];
}
