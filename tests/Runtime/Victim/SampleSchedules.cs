using Schedules.Interop;

namespace Schedules.Runtime.Tests.Victim;

/// <summary>A schedule of each family, for any number of steps.</summary>
public static class SampleSchedules
{
    private static readonly CostModel Cheap = new(1, 2, [0, 0.5, 1], [0, 0.5, 1]);

    public static readonly IReadOnlyDictionary<string, Func<long, CheckpointSchedule>> All = new Dictionary<
        string,
        Func<long, CheckpointSchedule>
    >
    {
        ["single-memory"] = _ => CheckpointSchedule.SingleMemory(),
        ["single-disk"] = _ => CheckpointSchedule.SingleDisk(),
        ["single-disk, moved"] = _ => CheckpointSchedule.SingleDisk(true),
        ["revolve"] = n => CheckpointSchedule.Revolve(n, 3),
        ["multistage"] = n => CheckpointSchedule.Multistage(n, 2, 3),
        ["multistage on disk"] = n => CheckpointSchedule.Multistage(n, 0, 3),
        ["two-level"] = _ => CheckpointSchedule.TwoLevel(7, 2, Storage.Ram),
        ["two-level on disk"] = _ => CheckpointSchedule.TwoLevel(7, 2),
        ["periodic-disk"] = _ => CheckpointSchedule.PeriodicDisk(4),
        ["uniform"] = n => CheckpointSchedule.Uniform(n, 3),
        ["uniform on disk"] = n => CheckpointSchedule.Uniform(n, 3, Storage.Disk),
        ["mixed"] = n => CheckpointSchedule.Mixed(n, 4),
        ["mixed on disk"] = n => CheckpointSchedule.Mixed(n, 4, Storage.Disk),
        ["unit-sizes"] = n => CheckpointSchedule.UnitSizes(n, 9, 2, 3, false, Storage.Disk),
        ["h-revolve"] = n => CheckpointSchedule.HRevolve(n, 2, 3, costs: Cheap),
        ["h-revolve, three levels"] = n => CheckpointSchedule.HRevolve(n, [1, 2, 3], costs: Cheap),
        ["disk-revolve"] = n => CheckpointSchedule.DiskRevolve(n, 2, false, costs: Cheap),
        ["disk-revolve over mixed"] = n => CheckpointSchedule.DiskRevolve(n, 4, false, InRam.Mixed(2, 1), costs: Cheap),
        ["disk-revolve, kept"] = n => CheckpointSchedule.DiskRevolve(n, 2, costs: Cheap, keepDisk: n > 1),
        ["1d-revolve"] = n => CheckpointSchedule.OneDRevolve(n, 2, false, costs: Cheap),
        ["periodic-disk-revolve"] = n => CheckpointSchedule.PeriodicDiskRevolve(n, 2, null, false, costs: Cheap),
        ["optimal"] = n => CheckpointSchedule.Optimal(n, [1, 2, 2], Cheap),
        ["async-disk"] = n => CheckpointSchedule.AsyncDisk(n, 2, costs: Cheap),
        ["async-disk, kept"] = n => CheckpointSchedule.AsyncDisk(n, 2, costs: Cheap, keepDisk: n > 1),
        ["async-periodic-disk, kept"] = _ =>
            CheckpointSchedule.AsyncPeriodicDisk(2, DiskPeriod.Given(7), costs: Cheap, keepDisk: true),
        ["async-periodic-disk"] = _ => CheckpointSchedule.AsyncPeriodicDisk(2, DiskPeriod.Given(7), costs: Cheap),
        ["async-periodic-disk over mixed"] = _ =>
            CheckpointSchedule.AsyncPeriodicDisk(4, DiskPeriod.Given(9), InRam.Mixed(2, 1), costs: Cheap),
        ["online, greedy"] = _ => CheckpointSchedule.Online(OnlinePolicy.Greedy, 3),
        ["online, r2 on disk"] = _ => CheckpointSchedule.Online(OnlinePolicy.R2, 3, Storage.Disk),
        ["online, landmarks on disk"] = _ => CheckpointSchedule.Online(OnlinePolicy.Landmarks, 4, Storage.Disk),
    };
}
