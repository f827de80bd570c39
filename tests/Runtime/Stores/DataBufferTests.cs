namespace Schedules.Runtime.Tests.Stores;

public class DataBufferTests
{
    [Fact]
    public void It_grows_to_the_largest_and_holds_what_it_is_asked_for()
    {
        using var buffer = new DataBuffer();
        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
        Assert.True(buffer.Data.IsEmpty);
        foreach (var (length, capacity) in ((int, int)[])[(0, 0), (100, 100), (40, 100), (100, 100), (101, 101)])
        {
            buffer.Resize(length);
            Assert.Equal((length, length, capacity), (buffer.Length, buffer.Data.Length, buffer.Capacity));
            var data = Sample.Noise(length);
            data.CopyTo(buffer.Data.AsSpan());
            Assert.Equal(data, buffer.Data.AsSpan());
        }

        buffer.Trim();
        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
        buffer.Resize(7);
        Assert.Equal((7, 7), (buffer.Length, buffer.Capacity));
    }

    [Fact]
    public void What_there_is_no_memory_for_is_an_error_and_leaves_none()
    {
        using var buffer = new DataBuffer();
        buffer.Resize(100);
        var error = Assert.Throws<CheckpointStoreException>(() => buffer.Resize(long.MaxValue));
        Assert.Contains($"{long.MaxValue} bytes", error.Message);
        Assert.IsType<OutOfMemoryException>(error.InnerException);
        Assert.Equal((0, 0), (buffer.Length, buffer.Capacity));
        buffer.Resize(100);
        Assert.Equal(100, buffer.Capacity);
    }

    /// <summary>As where a run is forgotten: one thread ends it, that of the finalizers comes to its buffers. What is freed
    /// twice ends the process.</summary>
    [Fact]
    public void Its_memory_is_given_back_once_whoever_comes_to_it()
    {
        const int Rounds = 20_000;
        var buffers = Enumerable.Range(0, Rounds).Select(_ => new DataBuffer()).ToArray();
        foreach (var buffer in buffers)
            buffer.Resize(100);
        using var together = new Barrier(2);
        Thread[] threads = [new(Free), new(Free)];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(buffers, buffer => Assert.Equal((0, 0), (buffer.Length, buffer.Capacity)));

        void Free()
        {
            for (var round = 0; round < Rounds; round++)
            {
                if (round % 100 == 0)
                    together.SignalAndWait();
                buffers[round].Dispose();
            }
        }
    }
}
