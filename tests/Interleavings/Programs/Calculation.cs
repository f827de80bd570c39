using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>
/// A calculation whose data all differ, so that a byte of another step, of another kind or of no
/// step at all is noticed where it is read; other threads go on in the middle of whatever it does
/// with memory that it has been given.
/// </summary>
internal sealed class Calculation(long steps, bool knowsItsEnd = true) : IAdjointModel, IAdjointState
{
    private readonly HashSet<long> recorded = [];
    private long at;
    private long adjointAt;
    private ulong adjoint;

    public long? Steps => knowsItsEnd || at == steps ? steps : null;

    public string Identity => "interleaved";

    /// <summary>The result, once an adjoint calculation is complete.</summary>
    public ulong? Result { get; private set; }

    /// <summary>What the result is to be.</summary>
    public static ulong Expected(long steps)
    {
        var adjoint = 1ul;
        for (var step = steps - 1; step >= 0; step--)
            adjoint = Back(adjoint, step);
        return adjoint;
    }

    /// <summary>The data of a checkpoint, as they have to be.</summary>
    public static byte[] DataOf(CheckpointLabel label)
    {
        var restart = label.Kind.HasFlag(CheckpointKind.Restart)
            ? (ulong[])[.. Enumerable.Repeat(State(label.Step), 2)]
            : [];
        var dependencies = Enumerable
            .Range((int)label.Step, (int)(label.DependenciesEnd - label.Step))
            .SelectMany(step => Enumerable.Repeat(Dependency(step), 2));
        return [.. restart.Concat(dependencies).SelectMany(BitConverter.GetBytes)];
    }

    public bool BeginForward()
    {
        at = 0;
        return true;
    }

    public long Advance(long n0, long n1)
    {
        Interleaving.Point("advance from", n0);
        MustBe(at, n0);
        return at = Math.Min(n1, steps);
    }

    public long Record(long n0, long n1)
    {
        Interleaving.Point("record from", n0);
        MustBe(at, n0);
        for (; at < Math.Min(n1, steps); at++)
            recorded.Add(at);
        return at;
    }

    public void BeginAdjoint(long index) => (adjoint, adjointAt) = (1, steps);

    public void Reverse(long n1, long n0)
    {
        Interleaving.Point("reverse from", n1);
        MustBe(adjointAt, n1);
        for (; adjointAt > n0; adjointAt--)
        {
            MustBe(recorded.Contains(adjointAt - 1), true);
            adjoint = Back(adjoint, adjointAt - 1);
        }
    }

    public void EndAdjoint(long index)
    {
        MustBe(adjointAt, 0);
        Result = adjoint;
    }

    public void ClearDependencies() => recorded.Clear();

    public long RestartBytes(long step) => 2 * sizeof(ulong);

    public void WriteRestart(long step, ref ByteWriter writer)
    {
        MustBe(at, step);
        Write(State(step), ref writer);
    }

    public void ReadRestart(long step, ref ByteReader reader)
    {
        Read(State(step), ref reader);
        at = step;
    }

    public long DependencyBytes(long step) => 2 * sizeof(ulong);

    public void WriteDependencies(long step, ref ByteWriter writer)
    {
        MustBe(recorded.Contains(step), true);
        Write(Dependency(step), ref writer);
    }

    public void ReadDependencies(long step, ref ByteReader reader)
    {
        Read(Dependency(step), ref reader);
        recorded.Add(step);
    }

    public long AdjointBytes(long step) => sizeof(ulong);

    public void WriteAdjoint(long step, ref ByteWriter writer)
    {
        MustBe(adjointAt, step);
        writer.Write(adjoint);
    }

    public void ReadAdjoint(long step, ref ByteReader reader)
    {
        adjoint = reader.Read<ulong>();
        adjointAt = step;
        var expected = 1ul;
        for (var back = steps - 1; back >= step; back--)
            expected = Back(expected, back);
        MustBe(adjoint, expected);
    }

    private static ulong State(long step) => Mixed((ulong)step + 1);

    private static ulong Dependency(long step) => Mixed(~(ulong)step);

    private static ulong Back(ulong adjoint, long step) => Mixed(adjoint) ^ Dependency(step);

    private static ulong Mixed(ulong value) => (value + 0x9E3779B97F4A7C15) * 0xD1342543DE82EF95 ^ value >> 29;

    private static void Write(ulong value, ref ByteWriter writer)
    {
        writer.Write(value);
        Interleaving.Point("write to the buffer");
        writer.Write(value);
    }

    private static void Read(ulong expected, ref ByteReader reader)
    {
        MustBe(reader.Read<ulong>(), expected);
        Interleaving.Point("read from the buffer");
        MustBe(reader.Read<ulong>(), expected);
    }

    private static void MustBe<T>(T value, T expected)
    {
        if (!Equals(value, expected))
            Interleaving.Fail($"the model finds {value} instead of {expected}");
    }
}
