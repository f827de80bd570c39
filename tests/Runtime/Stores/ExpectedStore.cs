namespace Schedules.Runtime.Tests.Stores;

/// <summary>Does at random what a run does, to a store and to a dictionary.</summary>
internal sealed class ExpectedStore(ICheckpointStore store, Random random)
{
    // Steps: few, so that they come again. Sizes: one most of the time, as in a run; around pages,
    // and below what a codec takes.
    private const int Steps = 12;
    private static readonly int[] Sizes = [5000, 5000, 5000, 1, 0, 2, 4096 - 128, 4096 - 127, 70_000];

    private readonly Dictionary<long, byte[]> held = [];
    private StoreUsage usage;

    public void DoSomething()
    {
        var step = random.NextInt64(Steps);
        if (!held.TryGetValue(step, out var data))
        {
            Write(step);
        }
        else if (random.Next(2) == 0)
        {
            Assert.Equal(data, store.Read(step));
            usage = usage with { Reads = usage.Reads + 1, BytesRead = usage.BytesRead + data.Length };
        }
        else
        {
            store.Delete(step);
            held.Remove(step);
            usage = usage with { Deletes = usage.Deletes + 1, Bytes = usage.Bytes - data.Length };
        }
    }

    public void Check(bool ofBytes)
    {
        var found = store.Usage;
        Assert.Equal(held.Count, found.Checkpoints);
        Assert.Equal((usage.Writes, usage.Deletes), (found.Writes, found.Deletes));
        if (ofBytes)
        {
            Assert.Equal(usage with { Checkpoints = held.Count }, found);
        }

        if (random.Next(10) == 0)
        {
            foreach (var (step, data) in held)
            {
                Assert.Equal(data, store.Read(step));
                usage = usage with { Reads = usage.Reads + 1, BytesRead = usage.BytesRead + data.Length };
            }
        }
    }

    private void Write(long step)
    {
        var length = random.Next(4) == 0 ? random.Next(20_000) : Sizes[random.Next(Sizes.Length)];
        var data = random.Next(3) == 0 ? Sample.Noise(length, random.Next()) : Sample.Smooth(length, random.Next(99));
        store.Write(Sample.Label(step, random.NextInt64(1000)), data);
        held.Add(step, data);
        var bytes = usage.Bytes + length;
        usage = usage with
        {
            Writes = usage.Writes + 1,
            BytesWritten = usage.BytesWritten + length,
            Bytes = bytes,
            PeakBytes = Math.Max(usage.PeakBytes, bytes),
        };
    }
}
