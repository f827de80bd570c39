using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime.Tests.Stores;

public class MemoryStoreTests
{
    [Fact]
    public void A_capacity_is_kept_and_named()
    {
        using var store = new MemoryStore(capacity: 1000);
        store.Write(Sample.Label(1), Sample.Noise(600));
        var error = Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(2), Sample.Noise(401)));
        Assert.Contains("1001", error.Message);
        Assert.Contains("1000", error.Message);
        Assert.Equal(2, error.Step);
        store.Write(Sample.Label(2), Sample.Noise(400));
        Assert.Equal(1000, store.Usage.PeakBytes);
    }

    [Fact]
    public void A_capacity_is_at_least_a_byte() =>
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new MemoryStore(0));

    [Fact]
    public void What_is_reserved_is_filled_and_viewed_where_it_is()
    {
        using var store = new MemoryStore();
        Sample.Noise(500).CopyTo(store.Reserve(Sample.Label(1), 500).AsSpan());
        var view = store.View(1);
        for (var step = 2; step < 200; step++)
        {
            store.Write(Sample.Label(step), Sample.Noise(5000, step));
        }

        Assert.Equal(Sample.Noise(500), view.ToArray());
        Assert.True(Unsafe.AreSame(in view.First(1)[0], in store.View(1).First(1)[0]));
        Assert.Equal((199, 2), (store.Usage.Writes, store.Usage.Reads));
    }

    [Fact]
    public void It_begins_at_the_beginning_of_a_cache_line()
    {
        using var store = new MemoryStore();
        for (var step = 0; step < 50; step++)
        {
            var address = AddressOf(store.Reserve(Sample.Label(step), 1 + (step * 37)).AsSpan());
            Assert.Equal(0, address % 64);
        }
    }

    [Fact]
    public void Once_it_has_its_size_nothing_is_allocated()
    {
        var memory = new CountedMemory();
        using var store = new MemoryStore(null, memory);
        var data = Sample.Noise(1024);
        var more = Sample.Noise(3000);
        Cycle(3);
        var (before, chunks) = (GC.GetAllocatedBytesForCurrentThread(), memory.Allocations);
        Cycle(100);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(chunks, memory.Allocations);

        void Cycle(int times)
        {
            for (var i = 0; i < times; i++)
            {
                for (var step = 0; step < 100; step++)
                {
                    store.Write(Sample.Label(step), step % 3 == 0 ? more : data);
                }

                for (var step = 0; step < 100; step++)
                {
                    store.Read(step, step % 3 == 0 ? more : data);
                    store.Delete(step);
                }
            }
        }
    }

    /// <summary>Each checkpoint has a place of its own, in the memory that there was.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_that_begins_or_goes_on_has_all_the_memory_of_the_one_before(bool resumes)
    {
        var memory = new CountedMemory();
        using var store = new MemoryStore(null, memory);
        for (var run = 0; run < 3; run++)
        {
            if (resumes)
                Assert.Empty(store.Resume(Guid.NewGuid()).Whole);
            else
                store.Begin(Guid.NewGuid());
            Assert.Equal(0, store.Usage.Checkpoints);
            for (var step = 0; step < 100; step++)
                store.Write(Sample.Label(step), Sample.Noise(5000, step + run));
            Assert.All(
                Enumerable.Range(0, 100),
                step => Assert.Equal(Sample.Noise(5000, step + run), store.Read(step))
            );
            for (var step = 0; step < 100; step += 2)
                store.Delete(step);
        }

        Assert.InRange(memory.Bytes, 100 * 5000, 2 * 100 * (5000 + 64));
        // As much again as there is: many checkpoints are a few calls.
        Assert.InRange(memory.Allocations, 1, 6);
    }

    /// <summary>A cache line is the least that is taken, and what does not fill one takes the whole of it.</summary>
    [Theory]
    [InlineData(0, 1024)]
    [InlineData(1, 1024)]
    [InlineData(64, 1024)]
    [InlineData(65, 512)]
    [InlineData(1024, 64)]
    public void No_more_than_the_rest_of_a_cache_line_is_lost(int length, int checkpoints)
    {
        var memory = new CountedMemory { Left = 1 << 16 };
        using var store = new MemoryStore(null, memory);
        for (var step = 0; step < checkpoints; step++)
            store.Write(Sample.Label(step), Sample.Noise(length));
        Assert.Equal(
            checkpoints,
            Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(checkpoints), new byte[1])).Step
        );
    }

    [Fact]
    public void Memory_that_runs_out_is_an_error_and_harms_nothing()
    {
        var memory = new CountedMemory { Left = 300_000 };
        using var store = new MemoryStore(null, memory);
        var step = 0;
        CheckpointStoreException? error = null;
        while (error is null)
        {
            error = Record.Exception(() => store.Write(Sample.Label(step), Sample.Noise(40_000, step))) switch
            {
                null => null,
                var thrown => Assert.IsType<CheckpointStoreException>(thrown),
            };
            step += error is null ? 1 : 0;
        }

        // What is left is less than one checkpoint: room ahead was given up first.
        Assert.Equal(7, step);
        Assert.Equal(step, error.Step);
        Assert.IsType<OutOfMemoryException>(error.InnerException);
        Assert.Equal(step, store.Usage.Checkpoints);
        Assert.All(Enumerable.Range(0, step), i => Assert.Equal(Sample.Noise(40_000, i), store.Read(i)));
        memory.Left = 1_000_000;
        store.Write(Sample.Label(step), Sample.Noise(40_000, step));
        Assert.Equal(Sample.Noise(40_000, step), store.Read(step));
    }

    [Fact]
    public void Disposed_of_it_gives_all_memory_back()
    {
        var memory = new CountedMemory();
        var store = Fill(memory);
        store.Dispose();
        Assert.Equal(memory.Allocations, memory.Frees);
        Assert.Equal((0, 0), (store.Usage.Checkpoints, store.Usage.Bytes));
    }

    [Fact]
    public void Forgotten_it_gives_all_memory_back()
    {
        var memory = new CountedMemory();
        Forget(memory);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(memory.Allocations > 0);
        Assert.Equal(memory.Allocations, memory.Frees);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(CountedMemory memory) => Fill(memory);

    private static MemoryStore Fill(CountedMemory memory)
    {
        var store = new MemoryStore(null, memory);
        for (var step = 0; step < 10; step++)
        {
            store.Write(Sample.Label(step), Sample.Noise(100_000));
        }

        return store;
    }

    private static unsafe long AddressOf(Span<byte> bytes) =>
        (long)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));

    private sealed class CountedMemory : INativeMemory
    {
        private int frees;

        public long Left { get; set; } = long.MaxValue;

        public long Bytes { get; private set; }

        public int Allocations { get; private set; }

        public int Frees => frees;

        public nint Allocate(nuint bytes)
        {
            if ((long)bytes > Left)
            {
                throw new OutOfMemoryException();
            }

            Left -= (long)bytes;
            Bytes += (long)bytes;
            Allocations++;
            return ProcessMemory.Instance.Allocate(bytes);
        }

        public void Free(nint address)
        {
            Interlocked.Increment(ref frees);
            ProcessMemory.Instance.Free(address);
        }
    }
}
