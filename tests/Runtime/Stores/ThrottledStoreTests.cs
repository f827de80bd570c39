using System.Diagnostics;

namespace Schedules.Runtime.Tests.Stores;

public class ThrottledStoreTests
{
    [Fact]
    public void A_write_or_read_takes_at_least_its_time()
    {
        using var store = new ThrottledStore(new MemoryStore(), 1e6, TimeSpan.FromMilliseconds(3));
        var least = TimeSpan.FromMilliseconds(13);
        Assert.Equal(least, store.Time(10_000));
        var start = Stopwatch.GetTimestamp();
        store.Write(Sample.Label(1), Sample.Noise(10_000));
        Assert.True(Stopwatch.GetElapsedTime(start) >= least);
        start = Stopwatch.GetTimestamp();
        Assert.Equal(Sample.Noise(10_000), store.Read(1));
        Assert.True(Stopwatch.GetElapsedTime(start) >= least);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        using var inner = new MemoryStore();
        Assert.Throws<ArgumentNullException>("inner", () => new ThrottledStore(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bytesPerSecond", () => new ThrottledStore(inner, 0));
        Assert.Throws<ArgumentOutOfRangeException>("bytesPerSecond", () => new ThrottledStore(inner, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(
            "latency",
            () => new ThrottledStore(inner, 1, TimeSpan.FromTicks(-1))
        );
    }

    [Fact]
    public void What_it_hides_it_passes_on()
    {
        using var directory = new TemporaryDirectory();
        var run = Guid.NewGuid();
        using (var store = Open())
        {
            Assert.True(store.IsDurable);
            store.KeepOnDispose = true;
            store.Begin(run);
            store.Write(Sample.Label(3), Sample.Noise(10));
        }

        using (var store = Open())
        {
            Assert.False(store.KeepOnDispose);
            Assert.Equal([Sample.Label(3)], store.Resume(run).Whole);
            store.Begin(Guid.NewGuid());
            Assert.Equal(0, store.Usage.Checkpoints);
        }

        ThrottledStore Open() =>
            new(Sample.At(directory["run"], DiskLayout.FilePerCheckpoint, keep: false), double.PositiveInfinity);
    }
}
