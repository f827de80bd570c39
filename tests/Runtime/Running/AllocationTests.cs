using Schedules.Interop;

namespace Schedules.Runtime.Tests;

[Collection(Alone.Name)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_action_makes_no_garbage(bool inPlace)
    {
        const long Steps = 100_000;
        long Bytes(long steps, out long actions)
        {
            using ICheckpointStore store = inPlace ? new MemoryStore() : new Still();
            var options = new RunOptions
            {
                Overlap = false,
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store },
            };
            var schedule = CheckpointSchedule.Revolve(steps, 20);
            actions = schedule.LongCount();
            using var executor = new CheckpointExecutor(new Checked(steps), schedule, options);
            executor.RunForward();
            var before = GC.GetAllocatedBytesForCurrentThread();
            executor.RunReverse();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes(100, out _);
        var bytes = Bytes(Steps, out var actions);
        Assert.InRange((double)bytes / actions, 0, 1);
    }

    /// <summary>With a checksum, which is kept as long as the forward may come there again.</summary>
    private sealed class Checked(long steps) : IdleModel(steps, 1024), IForwardChecksum
    {
        public ulong Checksum() => 7;
    }

    private sealed class Still : ICheckpointStore
    {
        public StoreUsage Usage => default;

        public int Length(long step) => 1024;

        public void Write(CheckpointLabel label, ReadOnlySpan<byte> data) { }

        public void Read(long step, Span<byte> target) { }

        public void Delete(long step) { }

        public void Dispose() { }
    }
}
