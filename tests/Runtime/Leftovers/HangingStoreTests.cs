using Schedules.Interop;

namespace Schedules.Runtime.Tests.Leftovers;

/// <summary>A store that does not come back.</summary>
public sealed class HangingStoreTests
{
    private const long Steps = 23;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_is_cancelled_says_which_store_hangs(bool writes)
    {
        using var store = new Hanging { Writes = writes };
        using var source = new CancellationTokenSource();
        var model = new ToyModel(Steps, 0.7);
        var executor = Make(model, store);
        // By then the run waits for it.
        store.Hangs = () => source.CancelAfter(TimeSpan.FromSeconds(0.3));
        var cancelled = Assert.Throws<OperationCanceledException>(() => executor.Run(source.Token));
        Said(Assert.IsType<CheckpointStoreException>(cancelled.InnerException));
        Said(Assert.Throws<CheckpointStoreException>(executor.Dispose));
        executor.Dispose();
        store.Open.Set();
    }

    [Fact]
    public void It_goes_on_when_the_store_comes_back()
    {
        using var store = new Hanging { Writes = true };
        using var source = new CancellationTokenSource();
        var model = new ToyModel(Steps, 0.7);
        using var executor = Make(model, store);
        // By then the run waits for it.
        store.Hangs = () => source.CancelAfter(TimeSpan.FromSeconds(0.3));
        Assert.Throws<OperationCanceledException>(() => executor.Run(source.Token));
        store.Open.Set();
        executor.Run();
        Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
    }

    [Fact]
    public void The_time_is_checked()
    {
        foreach (var time in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(25)])
            Assert.Contains(
                "allowed: more than 0",
                Assert
                    .Throws<ArgumentOutOfRangeException>("StoreTimeout", () => new RunOptions { StoreTimeout = time })
                    .Message
            );
    }

    private static CheckpointExecutor Make(ToyModel model, ICheckpointStore store) =>
        new(
            model,
            CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
            new RunOptions
            {
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
                StoreTimeout = TimeSpan.FromSeconds(0.3),
            }
        );

    private static void Said(CheckpointStoreException refused)
    {
        Assert.Contains("the Hanging for checkpoints of level 1 hangs", refused.Message);
        Assert.Contains("of the checkpoint of step", refused.Message);
    }

    private sealed class Hanging : UserStore
    {
        public ManualResetEventSlim Open { get; } = new();

        public Action Hangs { get; set; } = () => { };

        public bool Writes { get; init; }

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            if (Writes && label.Step == 7)
                Wait();
            base.Write(label, data);
        }

        public override void Read(long step, LargeSpan target)
        {
            if (!Writes && step == 7)
                Wait();
            base.Read(step, target);
        }

        private void Wait()
        {
            if (!Open.IsSet)
                Hangs();
            Open.Wait();
        }
    }
}
