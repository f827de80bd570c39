using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>An adjoint calculation that a store broke off is the one that is ended when it is asked
/// for again: not the next one, and not none.</summary>
public sealed class RetriedReverseTests
{
    [Theory]
    [InlineData("multistage on disk", 1)]
    [InlineData("single-disk", 3)]
    [InlineData("periodic-disk", 3)]
    public void Whichever_call_fails_each_call_ends_one_adjoint_calculation(string family, int adjoints)
    {
        const long Steps = 23;
        for (int failing = 0, failed = 1; failed > 0; failing++)
        {
            var faults = new Faults(call => call == failing);
            using var store = new FaultyStore(new UserStore(), faults);
            var model = new ToyModel(Steps, 0.7);
            var options = new RunOptions
            {
                Adjoints = adjoints,
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            };
            using var executor = new CheckpointExecutor(model, Families.All[family](Steps), options);
            for (var adjoint = 1; adjoint <= adjoints; adjoint++)
            {
                Assert.True(Retried(executor), $"call {failing} fails");
                Assert.Equal(adjoint, model.Gradients.Count);
            }

            Assert.False(executor.RunReverse());
            failed = faults.Failed;
        }
    }

    private static bool Retried(CheckpointExecutor executor)
    {
        try
        {
            return executor.RunReverse();
        }
        catch (CheckpointStoreException)
        {
            return executor.RunReverse();
        }
    }
}
