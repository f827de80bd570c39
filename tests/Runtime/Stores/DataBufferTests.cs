namespace Schedules.Runtime.Tests.Stores;

public class DataBufferTests
{
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
