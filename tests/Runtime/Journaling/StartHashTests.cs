using System.Security.Cryptography;

namespace Schedules.Runtime.Tests.Journaling;

public sealed class StartHashTests
{
    [Fact]
    public void It_is_that_of_the_restart_data()
    {
        double[] start = [0.7, 1.0];
        var expected = SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(start.AsSpan()));
        Assert.Equal(Convert.ToHexString(expected), StartHash.Of(new Writer(start)));
    }

    [Fact]
    public void What_a_model_leaves_out_counts_as_zeros()
    {
        var hashes = Enumerable.Range(0, 20).Select(_ => StartHash.Of(new Writer([0.7], 4000))).Distinct();
        var bytes = new byte[4008];
        BitConverter.TryWriteBytes(bytes, 0.7);
        Assert.Equal([Convert.ToHexString(SHA256.HashData(bytes))], hashes);
    }

    /// <summary>Writes these, and takes so many bytes more, which it leaves as they are.</summary>
    private sealed class Writer(double[] start, int gap = 0) : ToyModel(1, 0), IAdjointModel
    {
        long IAdjointModel.RestartBytes(long step) => sizeof(double) * start.Length + gap;

        void IAdjointModel.WriteRestart(long step, ref ByteWriter writer)
        {
            writer.Write(start);
            if (gap > 0)
                writer.Take(gap);
        }
    }
}
