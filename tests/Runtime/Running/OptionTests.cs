using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>Options are refused as they are set, or do what they say.</summary>
public sealed class OptionTests
{
    [Fact]
    public void Stores_that_make_no_sense_are_refused()
    {
        using var store = new UserStore();
        RunOptions With(params (Storage Level, ICheckpointStore Store)[] stores) =>
            new() { Stores = stores.ToDictionary(given => given.Level, given => given.Store) };

        Assert.Throws<ArgumentException>("Stores", () => With((Storage.Ram, store), (Storage.Disk, store)));
        Assert.Throws<ArgumentException>("Stores", () => With((Storage.Work, store)));
        Assert.Throws<ArgumentException>("Stores", () => With((Storage.None, store)));
        Assert.Throws<ArgumentNullException>("Stores", () => With((Storage.Disk, null!)));
        Assert.Throws<ArgumentNullException>("Stores", () => new RunOptions { Stores = null! });
        Assert.Single(With((Storage.Disk, store)).Stores);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../elsewhere")]
    [InlineData("123456789012345678901234567890123")]
    public void A_rank_that_cannot_be_in_the_name_of_a_file_is_refused(string rank)
    {
        Assert.Throws<ArgumentException>("Rank", () => new RunOptions { Rank = rank });
    }

    [Fact]
    public void A_directory_without_a_name_is_refused()
    {
        Assert.Throws<ArgumentException>("Directory", () => new RunOptions { Directory = " " });
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void The_forward_alone_can_be_run(string family)
    {
        var model = new ToyModel(23, 0.7);
        var options = new RunOptions { Adjoints = 0, Progress = new Silent() };
        using var executor = new CheckpointExecutor(model, Families.All[family](23), options);
        var profile = executor.Run();
        Assert.True(executor.IsComplete);
        Assert.Equal((23, 0), (profile.ForwardSteps, profile.ReversedSteps));
        Assert.Empty(model.Gradients);
    }

    [Fact]
    public void However_far_the_look_ahead_a_sweep_without_an_end_needs_no_memory_for_it()
    {
        var model = new ToyModel(23, 0.7, knowsItsEnd: false);
        var options = new RunOptions { LookAhead = 1_000_000 };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.TwoLevel(7, 2), options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        executor.Run();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.Equal([ToyModel.Expected(23, 0.7)], model.Gradients);
    }

    private sealed class Silent : IProgress<RunProgress>
    {
        public void Report(RunProgress value) { }
    }
}
