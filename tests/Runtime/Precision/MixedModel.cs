namespace Schedules.Runtime.Tests.Precision;

/// <summary>
/// A calculation whose data are doubles between bytes, of sizes that change and are no multiples of
/// 8. Whatever is restored has to be what was written: doubles in a long row as floats, all else
/// exactly.
/// </summary>
internal sealed class MixedModel(long steps, StoredPrecision precision) : IAdjointModel, IForwardChecksum
{
    private const int Least = 9;
    private readonly Dictionary<long, double[]> written = [];
    private readonly Dictionary<long, double[]> recorded = [];
    private readonly double[] state = [.. Enumerable.Range(0, 16).Select(i => Math.Sin(1 + i))];
    private long at;

    public long? Steps => steps;

    /// <summary>The sum of what the adjoint has come by.</summary>
    public double Sum { get; private set; }

    /// <summary>Adds to a state that a step has come to.</summary>
    public Action<long, double[]>? Disturb { get; init; }

    public long Advance(long n0, long n1) => Go(n0, n1, false);

    public long Record(long n0, long n1) => Go(n0, n1, true);

    public void Reverse(long n1, long n0)
    {
        for (var n = n1 - 1; n >= n0; n--)
            Sum = 0.5 * Sum + recorded[n].Sum();
    }

    public void ClearDependencies() => recorded.Clear();

    public long RestartBytes(long step) => 3 + 8 * Count(step) + 8 + 2;

    public void WriteRestart(long step, ref ByteWriter writer)
    {
        Assert.Equal(at, step);
        writer.Write<byte>([1, 2, (byte)step]);
        Write(state.AsSpan(0, Count(step)), ref writer);
        written[step] = [.. state];
        writer.Write<ushort>(7);
        writer.Write(state[^1]);
    }

    public void ReadRestart(long step, ref ByteReader reader)
    {
        Assert.Equal([1, 2, (byte)step], reader.Take(3).ToArray());
        reader.Read(state.AsSpan(0, Count(step)));
        written[step].AsSpan(Count(step)).CopyTo(state.AsSpan(Count(step)));
        for (var i = 0; i < Count(step); i++)
            Assert.Equal(Rounded(written[step][i]), state[i]);
        Assert.Equal(7, reader.Read<ushort>());
        Assert.Equal(written[step][^1], reader.Read<double>());
        at = step;
    }

    public long DependencyBytes(long step) => 8L * state.Length + 1;

    public void WriteDependencies(long step, ref ByteWriter writer)
    {
        writer.Write((byte)step);
        writer.Write(recorded[step]);
        written[~step] = recorded[step];
    }

    public void ReadDependencies(long step, ref ByteReader reader)
    {
        Assert.Equal((byte)step, reader.Read<byte>());
        recorded[step] = new double[state.Length];
        reader.Read(recorded[step]);
        Assert.Equal(written[~step].Select(Rounded), recorded[step]);
    }

    public ulong Checksum() => Schedules.Runtime.Bytes.Checksum<double>(state);

    /// <summary>From 9 doubles to 13.</summary>
    private static int Count(long step) => Least + (int)(step % 5);

    /// <summary>In parts of which none is long enough to be rounded by itself.</summary>
    private static void Write(ReadOnlySpan<double> values, ref ByteWriter writer)
    {
        writer.Write(values[..4]);
        writer.Write(values[4]);
        writer.Write(values[5..]);
    }

    private double Rounded(double value) => precision == StoredPrecision.Exact ? value : (float)value;

    private long Go(long n0, long n1, bool record)
    {
        Assert.Equal(at, n0);
        for (var n = n0; n < n1; n++)
        {
            if (record)
                recorded[n] = [.. state];
            for (var i = 0; i < state.Length; i++)
                state[i] += 0.1 * Math.Sin(state[i] + n) + 0.01 * state[(i + 1) % state.Length];
            Disturb?.Invoke(n, state);
            at = n + 1;
        }

        return at;
    }
}
