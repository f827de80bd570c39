using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Checkpoints whose sizes change take the room of those that are gone, in memory and in a
/// file of slots, and no more than a budget has.</summary>
public sealed class ReuseTests : IDisposable
{
    private const int Held = 8;

    private readonly TemporaryDirectory parent = new();

    public void Dispose() => parent.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Memory_does_not_grow_beyond_what_was_needed_once(int seed)
    {
        var memory = new Counted();
        using var store = new MemoryStore(null, memory);
        Change(store, seed, 500);
        var before = memory.Bytes;
        Change(store, seed + 100, 20_000);
        Assert.InRange(memory.Bytes, before, 4 * store.Usage.PeakBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_of_slots_does_not_grow_beyond_what_was_needed_once(int seed)
    {
        using var store = Sample.At(parent["run"], DiskLayout.OneFile, keep: false);
        Change(store, seed, 4000);
        var file = new FileInfo(Directory.EnumerateFiles(store.Location, "*.slots").Single());
        Assert.InRange(file.Length, store.Usage.PeakBytes, 2 * store.Usage.PeakBytes);
    }

    [Fact]
    public void A_budget_is_used_to_its_last_byte_and_not_exceeded()
    {
        foreach (var layout in Enum.GetValues<DiskLayout>())
            Fill(
                new DiskStore(
                    new()
                    {
                        Parent = parent.Location,
                        Layout = layout,
                        Quota = 1000,
                    }
                )
            );
        Fill(new MemoryStore(1000));

        static void Fill(ICheckpointStore store)
        {
            using (store)
            {
                store.Write(Sample.Label(1), Sample.Noise(300));
                store.Write(Sample.Label(2), Sample.Noise(600));
                Assert.Equal(3, Refused(store, 101).Step);
                store.Delete(1);
                store.Write(Sample.Label(3), Sample.Noise(400));
                Assert.Equal((2, 1000), (store.Usage.Checkpoints, store.Usage.Bytes));
                Assert.Equal(
                    4,
                    Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(4), Sample.Noise(1))).Step
                );
                Assert.Equal(Sample.Noise(600), store.Read(2));
            }
        }

        static CheckpointStoreException Refused(ICheckpointStore store, int bytes) =>
            Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(3), Sample.Noise(bytes)));
    }

    /// <summary>Writes checkpoints of sizes that grow, shrink and jump, a few held at a time.</summary>
    private static void Change(ICheckpointStore store, int seed, int times)
    {
        var random = new Random(seed);
        var held = new LinkedList<long>();
        for (var step = 0; step < times; step++)
        {
            var swing = 20_000 + 10_000 * Math.Sin(step / 50.0);
            store.Write(Sample.Label(step), new byte[(int)swing + random.Next(10_000)]);
            held.AddLast(step);
            if (held.Count < Held)
                continue;
            var gone = random.Next(2) == 0 ? held.First! : held.Last!;
            store.Delete(gone.Value);
            held.Remove(gone);
        }

        foreach (var step in held)
            store.Delete(step);
    }

    private sealed class Counted : INativeMemory
    {
        public long Bytes { get; private set; }

        public nint Allocate(nuint bytes)
        {
            Bytes += (long)bytes;
            return ProcessMemory.Instance.Allocate(bytes);
        }

        public void Free(nint address) => ProcessMemory.Instance.Free(address);
    }
}
