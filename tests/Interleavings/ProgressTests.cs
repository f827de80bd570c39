using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>The time that is said to remain, in virtual time, against the time that it takes.</summary>
public sealed class ProgressTests
{
    private const long Steps = 60;

    /// <summary>Of the whole time.</summary>
    private const double Tolerance = 0.02;

    /// <summary>An adjoint step takes some forward steps, and a transfer of the disk some more.</summary>
    private static readonly Machine Machine = new()
    {
        Advance = 1,
        Record = 1.3,
        Reverse = 3.7,
        RestartBytes = 4,
        DependencyBytes = 5,
        CopyBandwidth = 16,
        Levels = [new LevelSpeed(0, 0, 16, 16), new LevelSpeed(2.9, 2.3, 4, 3)],
    };

    private static readonly CostModel Costs = new(1, 5, [0.25, 4], [0.25, 4]);

    private static readonly Dictionary<string, CheckpointSchedule> Schedules = new()
    {
        ["revolve"] = CheckpointSchedule.Revolve(Steps, 4),
        ["multistage"] = CheckpointSchedule.Multistage(Steps, 2, 4),
        ["single-disk"] = CheckpointSchedule.SingleDisk(moveData: true),
        ["periodic-disk"] = CheckpointSchedule.PeriodicDisk(6),
        ["two-level"] = CheckpointSchedule.TwoLevel(7, 2, Storage.Disk),
        ["h-revolve"] = CheckpointSchedule.HRevolve(Steps, [2, 6], costs: Costs),
        ["disk-revolve"] = CheckpointSchedule.DiskRevolve(Steps, 2, costs: Costs),
        ["async-disk"] = CheckpointSchedule.AsyncDisk(Steps, 3, costs: Costs),
        ["mixed"] = CheckpointSchedule.Mixed(Steps, 9, Storage.Disk),
    };

    public static TheoryData<string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool>();
            foreach (var name in Schedules.Keys)
            {
                runs.Add(name, true);
                runs.Add(name, false);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void From_half_way_on_it_takes_what_is_said_to_remain(string name, bool overlapped)
    {
        var told = new Listener();
        var took = Run(Schedules[name], overlapped, null, told);
        Assert.Null(told.All[0].Remaining);
        var errors = told
            .All.Where(progress => progress.At >= took / 2)
            .Select(progress => Math.Abs(progress.Remaining!.Value - (took - progress.At)) / took)
            .ToList();
        Assert.True(errors.Count > 20);
        Assert.True(errors.Max() <= Tolerance, $"off by {errors.Max():P1}");
        Assert.Equal(0, told.All[^1].Remaining);
    }

    /// <summary>What has not been measured is what the user says: then it is right from the
    /// beginning.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void With_a_machine_it_is_known_from_the_beginning(string name, bool overlapped)
    {
        var told = new Listener();
        var took = Run(Schedules[name], overlapped, Machine, told);
        Assert.Equal(0, told.All[0].At);
        Assert.Equal(took, told.All[0].Remaining!.Value, 1e-6 * took);
    }

    private static double Run(CheckpointSchedule schedule, bool overlapped, Machine? given, Listener told)
    {
        var took = double.NaN;
        var options = new RunOptions
        {
            Overlap = overlapped,
            Machine = given,
            Progress = told,
            Stores = new Dictionary<Storage, ICheckpointStore>
            {
                [Storage.Disk] = new TimedStore(Storage.Disk, Machine.Levels[1]),
            },
        };
        var failure = new Interleaving(new Replay([], false)).Run(() =>
        {
            using var executor = new CheckpointExecutor(new TimedModel(Machine, Steps), schedule, options);
            executor.Run();
            took = Interleaving.Current!.Now;
        });
        Assert.True(failure is null, $"{failure}");
        return took;
    }

    private sealed class Listener : IProgress<RunProgress>
    {
        public List<(double At, double? Remaining)> All { get; } = [];

        public void Report(RunProgress value) => All.Add((Interleaving.Current!.Now, value.Remaining?.TotalSeconds));
    }
}
