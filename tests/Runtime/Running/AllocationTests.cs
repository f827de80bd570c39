using Schedules.Interop;

namespace Schedules.Runtime.Tests;

[Collection(Alone.Name)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_action_makes_no_garbage_but_the_schedules(bool inPlace)
    {
        const long Steps = 100_000;
        double Bytes(long steps)
        {
            using ICheckpointStore store = inPlace ? new MemoryStore() : new Still();
            var options = new RunOptions
            {
                Overlap = false,
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store },
            };
            var schedule = CheckpointSchedule.Revolve(steps, 20);
            var own = OfTheSchedule(schedule, out var actions);
            using var executor = new CheckpointExecutor(new Checked(steps), schedule, options);
            executor.RunForward();
            var before = GC.GetAllocatedBytesForCurrentThread();
            executor.RunReverse();
            var all = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(all, 0, 20 * actions);
            return (double)(all - own) / actions;
        }

        Bytes(Steps / 10);
        var least = Bytes(Steps);
        // The compiler optimises behind the test: on a busy machine it may not have come to it yet.
        for (var again = 0; again < 10 && least >= 0.5; again++)
        {
            Thread.Sleep(250);
            least = Math.Min(least, Bytes(Steps));
        }

        Assert.True(least < 0.5, $"{least} bytes an action");
    }

    /// <summary>Which keeps its checkpoints in a list that others may go on from.</summary>
    private static long OfTheSchedule(CheckpointSchedule schedule, out long actions)
    {
        var run = schedule.Start();
        while (run.MoveNext() && run.Raw.Kind != ActionKind.EndForward) { }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (actions = 0; run.MoveNext() && run.Raw.Kind != ActionKind.EndReverse; actions++) { }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>With a checksum, which is kept as long as the forward may come
    /// there again.</summary>
    private sealed class Checked(long steps) : IdleModel(steps, 1024), IForwardChecksum
    {
        public ulong Checksum() => 7;
    }

    private sealed class Still : ICheckpointStore
    {
        public StoreUsage Usage => default;

        public long Length(long step) => 1024;

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan data) { }

        public void Read(long step, LargeSpan target) { }

        public void Delete(long step) { }

        public void Dispose() { }
    }
}
