using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

[Trait(Campaign.Trait, "families")]
public sealed class StoreTests
{
    private static readonly RunOptions[] Ways =
    [
        new() { Overlap = false },
        new() { Buffers = 2, LookAhead = 1 },
        new() { Buffers = 2, LookAhead = 1000 },
        new() { Buffers = 7, LookAhead = 20 },
    ];

    [Theory]
    [MemberData(nameof(EveryStore.WithFamilies), MemberType = typeof(EveryStore))]
    public void Every_store_gives_the_bits_of_storing_everything_and_is_used_as_predicted(string kind, string family)
    {
        foreach (var steps in (long[])[1, 7, 29])
        foreach (var way in Ways)
        {
            using var place = new Place();
            var stores = place.Fill(EveryStore.All[kind]);
            var schedule = Families.All[family](steps);
            var model = new ToyModel(steps, 0.7, steps != 7);
            RunProfile profile;
            using (var executor = new CheckpointExecutor(model, schedule, way with { Stores = stores }))
                profile = executor.Run();

            Assert.Equal([ToyModel.Expected(steps, 0.7)], model.Gradients);
            var predicted = schedule.WithSteps(steps).Predict();
            foreach (var (level, store) in stores)
            {
                Assert.Equal(predicted.On(level), store.Usage.With(profile, level));
                Assert.True(way.Overlap || profile.Entries.All(entry => entry.Spared == 0));
                IsLeft(store.Usage, schedule.Adjoints == 1);
            }
        }
    }

    [Fact]
    public void What_is_read_ahead_ends_with_the_adjoints_that_are_wanted()
    {
        foreach (var adjoints in (long[])[0, 1, 3])
        {
            using var place = new Place();
            var stores = place.Fill(_ => new UserStore());
            var schedule = CheckpointSchedule.PeriodicDisk(4);
            var model = new ToyModel(23, 0.7);
            var options = new RunOptions { Stores = stores, Adjoints = adjoints };
            RunProfile profile;
            using (var executor = new CheckpointExecutor(model, schedule, options))
                profile = executor.Run();
            Assert.Equal(adjoints, model.Gradients.Count);
            Assert.Equal(
                schedule.WithSteps(23).Predict(adjoints).On(Storage.Disk).Reads,
                stores[Storage.Disk].Usage.With(profile, Storage.Disk).Reads
            );
        }
    }

    [Fact]
    public void Files_that_the_run_makes_are_gone_at_its_end_and_if_it_is_broken_off()
    {
        foreach (var fatal in (int[])[0, 12, 30, int.MaxValue])
        {
            using var place = new Place();
            var seen = 0;
            var files = false;
            var options = new RunOptions
            {
                Directory = place.Path,
                AfterAction = _ =>
                {
                    files |= Directory.EnumerateFileSystemEntries(place.Path).Any();
                    if (seen++ == fatal)
                        throw new InvalidTimeZoneException();
                },
            };
            var model = new ToyModel(23, 0.7);
            using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
            if (fatal == int.MaxValue)
                executor.Run();
            else
                Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
            Assert.True(files || fatal == 0);
        }
    }

    [Fact]
    public void Use_and_profile_can_be_asked_for_after_the_end()
    {
        var executor = new CheckpointExecutor(new ToyModel(23, 0.7), CheckpointSchedule.SingleDisk(true));
        executor.Run();
        var before = executor.Profile.ToString();
        executor.Dispose();
        executor.Dispose();
        Assert.Equal(before, executor.Profile.ToString());
        Assert.Equal(23, executor.Usage(Storage.Disk).With(executor.Profile, Storage.Disk).Writes);
        Assert.Equal(default, executor.Usage((Storage)5));
        Assert.Throws<ObjectDisposedException>(() => executor.Run());
    }

    private static void IsLeft(StoreUsage usage, bool empties)
    {
        Assert.Equal(usage.Writes - usage.Deletes, usage.Checkpoints);
        if (empties)
            Assert.Equal((0, 0), (usage.Checkpoints, usage.Bytes));
    }
}
