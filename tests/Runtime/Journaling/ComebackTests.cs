using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>Checkpoints that do not belong to what remains of a run are done without, wherever they
/// come from.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class ComebackTests : IDisposable
{
    private const long Steps = 14;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void Checkpoints_that_were_deleted_as_a_run_went_on_may_come_back(string family)
    {
        var schedule = Families.All[family](Steps);
        var count = schedule.WithSteps(Steps).Count();
        for (var actions = 1; actions < count; actions++)
        {
            var place = scratch.New();
            BreakOff(schedule, place, actions);
            var before = scratch.Copy(Path.GetFileName(place));
            // It goes on, and its power is cut once the journal has been written: none of its
            // deletions has got to the disk.
            using (new CheckpointExecutor(new ToyModel(Steps, Control, false), schedule, Options(place))) { }

            foreach (var file in Directory.EnumerateFiles(before, "*.checkpoint", SearchOption.AllDirectories))
            {
                var back = Path.Combine(place, Path.GetRelativePath(before, file));
                Directory.CreateDirectory(Path.GetDirectoryName(back)!);
                if (!File.Exists(back))
                    File.Copy(file, back);
            }

            GoesOn(schedule, Options(place));
        }
    }

    [Fact]
    public void Checkpoints_of_another_level_are_rejected_and_say_of_which()
    {
        var schedule = CheckpointSchedule.HRevolve(
            Steps,
            [1, 2, 3],
            costs: new CostModel(1, 2, [0, 0.5, 1], [0, 0.5, 1])
        );
        foreach (var layout in Enum.GetValues<DiskLayout>())
        {
            var place = scratch.New();
            var levels = schedule.Storages.Where(level => level > Storage.Ram).ToList();
            Assert.Equal(2, levels.Count);
            Assert.Throws<InvalidTimeZoneException>(() =>
                Run(schedule, OnLevels(place, layout, levels), schedule.Count() / 2)
            );
            levels.Reverse();
            using var executor = new CheckpointExecutor(
                new ToyModel(Steps, Control),
                schedule,
                OnLevels(place, layout, levels)
            );
            Assert.All(executor.Recovery!.Rejected, why => Assert.Contains("it is of ", why));
            Assert.NotEmpty(executor.Recovery.Rejected);
            Assert.Empty(executor.Recovery.Used);
            executor.Run();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_of_the_user_keeps_what_it_holds_if_the_user_has_said_so(bool keeps)
    {
        var place = scratch.New();
        var files = Path.Combine(place, "files");
        var store = new DiskStore(new() { Directory = files, KeepOnDispose = keeps });
        var schedule = CheckpointSchedule.SingleDisk();
        var options = Options(place) with
        {
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
        };
        using (var executor = new CheckpointExecutor(new ToyModel(Steps, Control), schedule, options))
            executor.Run();
        store.Dispose();
        Assert.Equal(keeps, Directory.Exists(files) && Directory.EnumerateFiles(files, "*.checkpoint").Any());
    }

    private static RunOptions OnLevels(string place, DiskLayout layout, List<Storage> levels) =>
        Options(place) with
        {
            Stores = levels
                .Select(
                    (level, index) =>
                        (
                            Level: level,
                            Store: (ICheckpointStore)
                                new DiskStore(
                                    new()
                                    {
                                        Directory = Path.Combine(place, $"store-{index}"),
                                        Layout = layout,
                                        KeepOnDispose = true,
                                    }
                                )
                        )
                )
                .ToDictionary(pair => pair.Level, pair => pair.Store),
        };

    private static RunOptions Options(string place) =>
        new()
        {
            Journal = new JournalOptions(place) { Every = null, EveryActions = 3 },
        };

    private static void BreakOff(CheckpointSchedule schedule, string place, int after)
    {
        try
        {
            Run(schedule, Options(place), after);
        }
        catch (InvalidTimeZoneException) { }
    }

    private static void Run(CheckpointSchedule schedule, RunOptions options, int actions)
    {
        var left = actions;
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        var breaking = options with
        {
            BeforeAction = _ =>
            {
                if (left-- == 0)
                    throw new InvalidTimeZoneException("on purpose");
            },
        };
        try
        {
            using var executor = new CheckpointExecutor(model, schedule, breaking);
            executor.Run();
        }
        finally
        {
            foreach (var store in options.Stores.Values)
                store.Dispose();
        }
    }

    private static void GoesOn(CheckpointSchedule schedule, RunOptions options)
    {
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        using var executor = new CheckpointExecutor(model, schedule, options);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }
}
