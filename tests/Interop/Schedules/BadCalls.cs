using System.Globalization;

namespace Schedules.Interop.Tests;

/// <summary>Every way to call the facade with one bad argument.</summary>
internal static class BadCalls
{
    private const long TooMany = 1_000_000_000_000_000_001;
    private const long Most = TooMany - 1;
    private const string AnyLength = "from 1 to 1000000000000000000";
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

    public static IReadOnlyList<BadCall> All => [.. Lengths, .. Slots, .. Enumerations, .. Adjoints, .. Costs];

    private static IEnumerable<BadCall> Lengths =>
        from steps in NoLengths
        from call in new BadCall[]
        {
            new("Revolve", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Revolve(steps, 3)),
            new("Multistage", "steps", $"{steps}", AnyLength, () => CheckpointSchedule.Multistage(steps, 1, 1)),
            new("TwoLevel", "period", $"{steps}", AnyLength, () => CheckpointSchedule.TwoLevel(steps, 1)),
            new("PeriodicDisk", "period", $"{steps}", AnyLength, () => CheckpointSchedule.PeriodicDisk(steps)),
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
            new("Multistage", "snapshotsInRam", "0", "from 1", () => CheckpointSchedule.Multistage(9, 0, 0)),
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

    private static IEnumerable<BadCall> Enumerations =>
        [
            .. from storage in new[] { (Storage.Work, "WORK"), (Storage.None, "NONE"), ((Storage)(-3), "-3") }
            select new BadCall(
                "TwoLevel",
                "binomialStorage",
                storage.Item2,
                ALevel,
                () => CheckpointSchedule.TwoLevel(9, 1, storage.Item1)
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
            }
            select call,
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
