using Schedules.Interop;

namespace Schedules.Runtime.Tests.Running;

/// <summary>What two runs that live at the same time, and one that is over, may do.</summary>
public sealed class LivingRunTests : IDisposable
{
    private const long Steps = 23;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);
    private readonly Place place = new();

    public static TheoryData<string> Stores => [.. EveryStore.All.Keys, "throttled"];

    public void Dispose() => place.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_store_is_one_runs_until_that_is_complete(string kind)
    {
        using var store = Make(kind);
        var (a, b) = (new ToyModel(Steps, Control), new ToyModel(Steps, 0.9));
        using var first = Executor(a, store);
        using var second = Executor(b, store);
        first.RunForward();
        Refused(second);
        first.RunReverse();
        Assert.Equal([Expected], a.Gradients);
        second.Run();
        Assert.Equal([ToyModel.Expected(Steps, 0.9)], b.Gradients);
        Assert.Throws<InvalidOperationException>(() => first.Run());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_store_is_free_again_when_its_run_is_disposed_of(string kind)
    {
        using var store = kind is "throttled" or "a user's own" ? new Clearing() : Make(kind);
        var model = new ToyModel(Steps, Control);
        using (var broken = Executor(new ToyModel(Steps, 0.9), store))
            broken.RunForward();
        using var executor = Executor(model, store);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    /// <summary>Whichever of them is seen first.</summary>
    [Fact]
    public void A_store_over_another_takes_that_with_it()
    {
        foreach (var outer in (bool[])[true, false])
        {
            using var inner = new MemoryStore();
            using var throttled = new ThrottledStore(inner, 1e12);
            using var compressed = new CompressedStore(throttled);
            var all = (ICheckpointStore[])[inner, throttled, compressed];
            using var first = Executor(new ToyModel(Steps, Control), outer ? compressed : inner);
            first.RunForward();
            foreach (var store in all)
            {
                using var second = Executor(new ToyModel(Steps, Control), store);
                Refused(second);
            }

            first.RunReverse();
        }
    }

    [Fact]
    public void One_store_under_two_levels_is_refused()
    {
        using var inner = new MemoryStore();
        using var throttled = new ThrottledStore(inner, 1e12);
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, Control),
            CheckpointSchedule.HRevolve(Steps, 1, 2),
            new RunOptions
            {
                Stores = new Dictionary<Storage, ICheckpointStore>
                {
                    [Storage.Ram] = inner,
                    [Storage.Disk] = throttled,
                },
            }
        );
        var refused = Assert.Throws<CheckpointStoreException>(() => executor.Run());
        Assert.Contains("one store is given for two levels", refused.Message);
    }

    [Fact]
    public void A_complete_run_is_not_run_again()
    {
        using var executor = Executor(new ToyModel(Steps, Control), new MemoryStore());
        var profile = executor.Run();
        var refused = Assert.Throws<InvalidOperationException>(() => executor.Run());
        Assert.Contains("the run is complete", refused.Message);
        Assert.Contains("another run needs another executor", refused.Message);
        Assert.False(executor.RunReverse());
        executor.RunForward();
        Assert.True(executor.IsComplete);
        Assert.Equal(profile.ForwardSteps, executor.Profile.ForwardSteps);
    }

    [Fact]
    public void What_was_done_by_parts_is_not_run_again()
    {
        using var executor = Executor(new ToyModel(Steps, Control), new MemoryStore());
        executor.RunForward();
        Assert.True(executor.RunReverse());
        Assert.Throws<InvalidOperationException>(() => executor.Run());
    }

    /// <summary>Removes what another run has left, as a store has to that
    /// serves for many.</summary>
    private sealed class Clearing : UserStore, ICheckpointStore
    {
        public void Begin(Guid run) => held.Clear();
    }

    private static void Refused(CheckpointExecutor executor)
    {
        var refused = Assert.Throws<CheckpointStoreException>(() => executor.Run());
        Assert.Contains("the store is in use by another run", refused.Message);
    }

    private static CheckpointExecutor Executor(ToyModel model, ICheckpointStore store) =>
        new(
            model,
            CheckpointSchedule.Revolve(Steps, 3),
            new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store } }
        );

    private ICheckpointStore Make(string kind) =>
        kind == "throttled" ? new ThrottledStore(new UserStore(), 1e12) : EveryStore.All[kind](place);
}
