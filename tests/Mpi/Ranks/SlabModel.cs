using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Schedules.Runtime;

namespace Schedules.Mpi.Tests.Ranks;

/// <summary>A nonlinear diffusion on a line of cells, of which each rank has a part: u' = u + 0.1
/// sin u + 0.05 (left - 2 u + right). The functional is half the square of the last state; its
/// derivative by the first has the same bits on any number of ranks.</summary>
/// <param name="steps">The number of steps.</param>
/// <param name="group">The ranks; null for one process.</param>
public sealed class SlabModel(long steps, MpiGroup? group) : IAdjointModel, IAdjointState, IForwardChecksum
{
    /// <summary>The cells of all ranks.</summary>
    public const int Cells = 48;

    private readonly int first = Bound(group?.Rank ?? 0, group?.Size ?? 1);
    private readonly int count =
        Bound((group?.Rank ?? 0) + 1, group?.Size ?? 1) - Bound(group?.Rank ?? 0, group?.Size ?? 1);
    private readonly Dictionary<long, double[]> dependencies = [];
    private double[] state = [];
    private double[] adjoint = [];
    private double[] next = [];
    private long at;

    public long? Steps => steps;

    public string Identity => $"{Cells} cells, {steps} steps";

    /// <summary>Called before each step, forward or adjoint.</summary>
    public Action? OnStep { get; set; }

    public bool BeginForward()
    {
        (state, adjoint, next, at) = (new double[count + 2], new double[count + 2], new double[count + 2], 0);
        for (var i = 0; i < count; i++)
            state[i + 1] = Math.Cos(0.3 * (first + i)) + 0.01 * (first + i);
        return true;
    }

    public long Advance(long n0, long n1) => Go(n0, n1, record: false);

    public long Record(long n0, long n1) => Go(n0, n1, record: true);

    public void BeginAdjoint(long index) => state.CopyTo(adjoint, 0);

    public void Reverse(long n1, long n0)
    {
        for (var n = n1 - 1; n >= n0; n--)
        {
            OnStep?.Invoke();
            Exchange(adjoint);
            var u = dependencies[n];
            for (var i = 1; i <= count; i++)
                next[i] = adjoint[i] * (1 + 0.1 * Math.Cos(u[i]) - 0.1) + 0.05 * (adjoint[i - 1] + adjoint[i + 1]);
            (adjoint, next) = (next, adjoint);
        }
    }

    public void ClearDependencies() => dependencies.Clear();

    public long RestartBytes(long step) => 8 * count;

    public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(state.AsSpan(1, count));

    public void ReadRestart(long step, ref ByteReader reader)
    {
        reader.Read(state.AsSpan(1, count));
        at = step;
    }

    public long DependencyBytes(long step) => 8 * (count + 2);

    public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(dependencies[step]);

    public void ReadDependencies(long step, ref ByteReader reader) =>
        reader.Read(dependencies[step] = new double[count + 2]);

    /// <summary>That there is a state to be adjoint to: the end of the forward is not gone to again.</summary>
    public long AdjointBytes(long step) => 8 * count;

    public void WriteAdjoint(long step, ref ByteWriter writer) => writer.Write(adjoint.AsSpan(1, count));

    public void ReadAdjoint(long step, ref ByteReader reader) => reader.Read(adjoint.AsSpan(1, count));

    public ulong Checksum()
    {
        var sum = 0ul;
        foreach (var value in state.AsSpan(1, count))
            sum = sum * 31 + BitConverter.DoubleToUInt64Bits(value);
        return sum;
    }

    /// <summary>A hash of the bits of the derivative, of all ranks in their order, on the
    /// first.</summary>
    public string? Result()
    {
        var all = new double[Cells];
        adjoint.AsSpan(1, count).CopyTo(all);
        for (var rank = 1; rank < (group?.Size ?? 1); rank++)
            if (group!.Rank == rank)
                group.Send<double>(adjoint.AsMemory(1, count), 0).Wait();
            else if (group.Rank == 0)
                group.Receive(all.AsMemory(Bound(rank, group.Size)..Bound(rank + 1, group.Size)), rank).Wait();
        return group is null or { Rank: 0 }
            ? Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(all)))
            : null;
    }

    private static int Bound(int rank, int size) => Cells * rank / size;

    private long Go(long n0, long n1, bool record)
    {
        if (at != n0)
            throw new InvalidOperationException($"the forward stands at {at}, not {n0}");
        for (; at < n1; at++)
        {
            OnStep?.Invoke();
            Exchange(state);
            if (record)
                dependencies.Add(at, [.. state]);
            for (var i = 1; i <= count; i++)
                next[i] = state[i] + 0.1 * Math.Sin(state[i]) + 0.05 * (state[i - 1] - 2 * state[i] + state[i + 1]);
            (state, next) = (next, state);
        }

        return at;
    }

    /// <summary>The cells beside those of this rank.</summary>
    private void Exchange(double[] field)
    {
        if (group is null)
            return;
        var left = group.Rank == 0 ? MpiGroup.NoRank : group.Rank - 1;
        var right = group.Rank == group.Size - 1 ? MpiGroup.NoRank : group.Rank + 1;
        group.SendReceive<double>(field.AsSpan(1, 1), left, field.AsSpan(count + 1, 1), right);
        group.SendReceive<double>(field.AsSpan(count, 1), right, field.AsSpan(0, 1), left);
    }
}
