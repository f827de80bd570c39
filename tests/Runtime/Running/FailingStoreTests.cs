using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

/// <summary>Whatever a store refuses, and whenever, the run says so and can be
/// started again.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class FailingStoreTests
{
    private const long Steps = 11;
    private static readonly double Expected = ToyModel.Expected(Steps, 0.7);
    private static readonly RunOptions[] Ways =
    [
        new() { Overlap = false },
        new()
        {
            Overlap = true,
            Buffers = 2,
            LookAhead = 40,
        },
        new()
        {
            Overlap = true,
            Buffers = 5,
            LookAhead = 3,
        },
    ];

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void A_call_that_fails_once_breaks_the_run_off_and_it_goes_on(string family)
    {
        foreach (var inPlace in (bool[])[false, true])
        foreach (var way in Ways)
        {
            var calls = int.MaxValue;
            for (var k = 0; k < calls; k++)
            {
                var faults = new Faults(call => call == k);
                Assert.Equal(k < (calls = Run(family, way, inPlace, faults, 1)) ? 1 : 0, faults.Failed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void Calls_that_fail_again_and_again_do_no_harm(string family)
    {
        foreach (var inPlace in (bool[])[false, true])
        foreach (var way in Ways)
        {
            for (var k = 0; k < 12; k++)
                Run(family, way, inPlace, new Faults(call => call >= k && call < k + 3), 3);
            Run(family, way, inPlace, new Faults(call => call % 2 == 0), int.MaxValue);
            Run(family, way, inPlace, new Faults(call => call % 5 != 4), int.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void A_store_that_works_no_more_is_an_error_each_time(string family)
    {
        foreach (var inPlace in (bool[])[false, true])
        foreach (var way in Ways)
        foreach (var k in (int[])[0, 1, 2, 5, 9, 14, 20])
        {
            var faults = new Faults(call => call >= k);
            using var place = new Place();
            var stores = place.Fill(_ => FaultyStore.Make(faults, inPlace));
            var schedule = Families.All[family](Steps);
            using var executor = new CheckpointExecutor(
                new ToyModel(Steps, 0.7),
                schedule,
                way with
                {
                    Stores = stores,
                }
            );
            if (Broken(executor) == 0)
                Assert.Equal(0, faults.Failed);
            else
                for (var i = 0; i < 4; i++)
                    Assert.Throws<CheckpointStoreException>(() => executor.Run());
        }
    }

    [Fact]
    public void The_error_names_the_step_and_has_the_cause()
    {
        using var place = new Place();
        var stores = place.Fill(_ => FaultyStore.Make(new Faults(call => call == 4), false));
        var options = new RunOptions { Stores = stores };
        using var executor = new CheckpointExecutor(new ToyModel(9, 0.7), CheckpointSchedule.SingleDisk(true), options);
        var error = Assert.Throws<CheckpointStoreException>(() => executor.Run());
        Assert.Equal((3, "the checkpoint of step 3: no"), (error.Step, error.Message));
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_an_error_after_which_the_run_goes_on()
    {
        using var place = new Place();
        var directory = Path.Combine(place.Path, "there");
        File.WriteAllText(directory, "in the way");
        var model = new ToyModel(9, 0.7);
        var options = new RunOptions { Directory = directory };
        using (var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options))
        {
            for (var i = 0; i < 3; i++)
                Assert.Throws<CheckpointStoreException>(() => executor.Run());
            File.Delete(directory);
            executor.Run();
        }

        Assert.Equal([ToyModel.Expected(9, 0.7)], model.Gradients);
        Directory.Delete(directory);
    }

    /// <summary>Runs to the end, however often it is broken off; gives the number of calls
    /// of stores.</summary>
    private static int Run(string family, RunOptions way, bool inPlace, Faults faults, int most)
    {
        using var place = new Place();
        var stores = place.Fill(_ => FaultyStore.Make(faults, inPlace));
        var schedule = Families.All[family](Steps);
        var (before, after) = (new List<CheckpointAction>(), new List<CheckpointAction>());
        var options = way with { Stores = stores, BeforeAction = before.Add, AfterAction = after.Add };
        var model = new ToyModel(Steps, 0.7);
        using var executor = new CheckpointExecutor(model, schedule, options);

        var broken = Broken(executor, faults);
        Assert.InRange(broken, Math.Min(1, faults.Failed), Math.Min(most, faults.Failed));
        Assert.Equal([Expected], model.Gradients);
        Assert.Equal(schedule.WithSteps(Steps), before);
        Assert.Equal(before, after);
        var profile = executor.Profile;
        Assert.All(
            profile.Entries.Where(entry => entry.Kind != ProfileKind.Check),
            entry => Assert.Equal(entry.Predicted, entry.Count)
        );
        Assert.Equal(
            after.Count(action => action is Forward or Reverse),
            profile
                .Entries.Where(entry => entry.Level is null && entry.Kind != ProfileKind.Check)
                .Sum(entry => entry.Actions)
        );
        foreach (var (level, store) in stores)
        {
            var predicted = schedule.WithSteps(Steps).Predict().On(level);
            Assert.Equal(predicted, store.Usage.With(profile, level));
        }

        return faults.Calls;
    }

    private static int Broken(CheckpointExecutor executor, Faults? faults = null)
    {
        for (var broken = 0; ; broken++)
        {
            try
            {
                executor.Run();
                return broken;
            }
            catch (CheckpointStoreException) when (broken < 1000)
            {
                if (faults is null)
                    return 1;
            }
        }
    }
}
