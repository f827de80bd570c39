using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>A forward that a store broke off, perhaps by what it was still to write at the end, is
/// at its end when it is asked for again and that returns.</summary>
public sealed class RetriedForwardTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whichever_write_fails_all_are_done_when_the_forward_is_started_again(bool overlap)
    {
        const long Steps = 7;
        for (int failing = 0, failed = 1; failed > 0; failing++)
        {
            var ended = 0;
            var faults = new Faults(call => call == failing);
            using var store = new FaultyStore(new UserStore(), faults);
            var model = new ToyModel(Steps, 0.7);
            var options = new RunOptions
            {
                Overlap = overlap,
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
                AfterAction = action => ended += action is EndForward ? 1 : 0,
            };
            using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(), options);
            Retried(() => executor.RunForward());
            Assert.Equal((Steps, 1), (store.Usage.Writes, ended));
            Assert.Empty(model.Gradients);
            executor.RunForward();
            Retried(() => executor.Run());
            Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
            failed = faults.Failed;
        }
    }

    private static void Retried(Action run)
    {
        try
        {
            run();
        }
        catch (CheckpointStoreException)
        {
            run();
        }
    }
}
