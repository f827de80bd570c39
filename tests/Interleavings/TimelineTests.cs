using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Tests;

namespace Schedules.Interleavings;

/// <summary>The real executor in virtual time, against what is predicted of it.</summary>
public sealed class TimelineTests
{
    private const int Machines = 40;

    public static TheoryData<string> Families => [.. Schedules.Select(pair => pair.Key)];

    private static readonly Dictionary<string, Func<long, Random, CheckpointSchedule>> Schedules = new()
    {
        ["single-memory"] = (_, _) => CheckpointSchedule.SingleMemory(),
        ["single-disk, moved"] = (_, _) => CheckpointSchedule.SingleDisk(moveData: true),
        ["single-disk, copied"] = (_, _) => CheckpointSchedule.SingleDisk(moveData: false),
        ["revolve"] = (steps, random) => CheckpointSchedule.Revolve(steps, random.Next(1, 5)),
        ["multistage"] = (steps, random) => CheckpointSchedule.Multistage(steps, random.Next(0, 4), random.Next(1, 5)),
        ["two-level"] = (_, random) => CheckpointSchedule.TwoLevel(random.Next(1, 6), random.Next(0, 3), Storage.Disk),
        ["periodic-disk"] = (_, random) => CheckpointSchedule.PeriodicDisk(random.Next(1, 6)),
        ["uniform"] = (steps, random) => CheckpointSchedule.Uniform(steps, random.Next(0, 6), Storage.Disk),
        ["mixed"] = (steps, random) => CheckpointSchedule.Mixed(steps, random.Next(1, 8), Storage.Disk),
        ["unit-sizes"] = (steps, random) =>
            CheckpointSchedule.UnitSizes(steps, random.Next(3, 12), 2, 3, random.Next(2) == 0, Storage.Disk),
        ["h-revolve"] = (steps, random) =>
            CheckpointSchedule.HRevolve(
                steps,
                [random.Next(1, 3), random.Next(0, 3), random.Next(0, 3)],
                costs: new CostModel(1, 1, [0, 1, 2], [0, 1, 2])
            ),
        ["disk-revolve"] = (steps, random) => CheckpointSchedule.DiskRevolve(steps, random.Next(1, 4)),
        ["1d-revolve"] = (steps, random) => CheckpointSchedule.OneDRevolve(steps, random.Next(1, 4)),
        ["periodic-disk-revolve"] = (steps, random) => CheckpointSchedule.PeriodicDiskRevolve(steps, random.Next(1, 4)),
        ["disk-revolve over mixed"] = (steps, random) =>
            CheckpointSchedule.DiskRevolve(steps, random.Next(2, 6), inRam: InRam.Mixed(2, 1)),
        ["async-disk"] = (steps, random) => CheckpointSchedule.AsyncDisk(steps, random.Next(1, 4)),
        ["async-periodic-disk"] = (_, random) =>
            CheckpointSchedule.AsyncPeriodicDisk(random.Next(1, 4), DiskPeriod.Given(random.Next(1, 6))),
        ["optimal"] = (steps, random) =>
            CheckpointSchedule.Optimal(
                steps,
                [random.Next(1, 3), random.Next(0, 3), random.Next(0, 3)],
                new CostModel(1, 1, [0, 2, 0.5], [0.5, 0, 1])
            ),
        ["online"] = (_, random) => CheckpointSchedule.Online(OnlinePolicy.Dynamic, random.Next(1, 6), Storage.Disk),
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void The_executor_does_what_is_predicted_when_it_is_predicted(string family)
    {
        for (var index = 0; index < Machines; index++)
        {
            var random = new Random(Campaign.Seed + index);
            var steps = random.Next(1, 18);
            var schedule = Schedules[family](steps, random);
            Check(schedule, steps, Of(random), $"{family}, machine {index} of seed {Campaign.Seed}");
        }
    }

    private static Machine Of(Random random)
    {
        // Of no common measure: nothing happens at the same time by chance.
        double Seconds() => 1e-3 + random.NextDouble() * random.Next(1, 5);
        var copy = 1 + 20 * random.NextDouble();
        var level = () =>
            new LevelSpeed(Seconds(), Seconds(), 1 + 10 * random.NextDouble(), 1 + 10 * random.NextDouble());
        return new()
        {
            Advance = Seconds(),
            Record = Seconds(),
            Reverse = Seconds(),
            RestartBytes = random.Next(1, 5),
            DependencyBytes = random.Next(1, 9),
            CopyBandwidth = copy,
            Levels = [new LevelSpeed(0, 0, copy, copy), level(), level()],
            Buffers = random.Next(2, 6),
            LookAhead = random.Next(1, 30),
        };
    }

    private static void Check(CheckpointSchedule schedule, long steps, Machine machine, string what)
    {
        var known = schedule.WithSteps(steps);
        var stores = new[] { 1, 2 }.ToDictionary(
            level => (Storage)level,
            level => new TimedStore((Storage)level, machine.Levels[level])
        );
        var options = new RunOptions
        {
            Buffers = machine.Buffers,
            LookAhead = machine.LookAhead,
            Stores = stores.ToDictionary(pair => pair.Key, pair => (ICheckpointStore)pair.Value),
        };
        var took = double.NaN;
        var failure = new Interleaving(new Replay([], false)).Run(() =>
        {
            using var executor = new CheckpointExecutor(new TimedModel(machine, steps), schedule, options);
            executor.Run();
            took = Interleaving.Current!.Now;
        });
        Assert.True(failure is null, $"{what}: {failure}");
        foreach (var (level, store) in stores)
        {
            var expected = known.Transfers(machine).Where(transfer => transfer.Level == level).ToList();
            Assert.Equal(Brief(expected), Brief(store.Transfers));
            Assert.All(
                expected.Zip(store.Transfers),
                pair =>
                {
                    Assert.Equal(pair.First.Start, pair.Second.Start, 1e-9);
                    Assert.Equal(pair.First.End, pair.Second.End, 1e-9);
                }
            );
        }

        Assert.Equal(known.Time(machine).Seconds, took, 1e-9);
    }

    private static string Brief(IEnumerable<TimedTransfer> transfers) =>
        string.Join(' ', transfers.Select(transfer => $"{(transfer.IsWrite ? 'w' : 'r')}{transfer.Step}"));
}
