using Schedules.Interop;

namespace Schedules.Interleavings;

/// <summary>Programs that are too large to be gone through completely: of all families that keep
/// anything outside WORK.</summary>
internal static class Larger
{
    private static readonly CostModel Cheap = new(1, 2, [0, 0.5, 1], [0, 0.5, 1]);

    private static readonly Func<long, CheckpointSchedule>[] Families =
    [
        _ => CheckpointSchedule.SingleDisk(),
        _ => CheckpointSchedule.SingleDisk(true),
        n => CheckpointSchedule.Revolve(n, 3),
        n => CheckpointSchedule.Multistage(n, 1, 2),
        n => CheckpointSchedule.Multistage(n, 0, 3),
        _ => CheckpointSchedule.TwoLevel(3, 2),
        _ => CheckpointSchedule.PeriodicDisk(3),
        n => CheckpointSchedule.Uniform(n, 2, Storage.Disk),
        n => CheckpointSchedule.Mixed(n, 3, Storage.Disk),
        n => CheckpointSchedule.HRevolve(n, [1, 1, 2], costs: Cheap),
        n => CheckpointSchedule.DiskRevolve(n, 2, false, costs: Cheap),
        n => CheckpointSchedule.PeriodicDiskRevolve(n, 2, null, false, costs: Cheap),
        n => CheckpointSchedule.Optimal(n, [1, 2, 2], Cheap),
        _ => CheckpointSchedule.Online(OnlinePolicy.Greedy, 3, Storage.Disk),
        _ => CheckpointSchedule.Online(OnlinePolicy.R2, 3, Storage.Disk),
    ];

    /// <summary>One of them: the same for the same seed.</summary>
    public static RunProgram Of(int seed)
    {
        var random = new Random(seed);
        var steps = random.Next(3, 11);
        var schedule = Families[random.Next(Families.Length)](steps);
        return RunProgram.Of(steps, schedule) with
        {
            Buffers = random.Next(2, 5),
            LookAhead = random.Next(3) switch
            {
                0 => 1,
                1 => 4,
                _ => 256,
            },
            Faults = random.Next(3),
            Cancellations = random.Next(2),
            AsksStores = random.Next(4) == 0,
            AtOnce = random.Next(2) == 0,
            KnowsItsEnd = !schedule.IsOnline || random.Next(2) == 0,
        };
    }
}
