using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Schedules.Samples.Acoustic;

/// <summary>
/// A checksum of a field, as fast as it can be read: each row by itself, in four lanes, then the
/// rows in order. For chance, not for malice: every number changes its lane in a way that can be
/// undone, so that one wrong bit is always seen. No hash of the framework's own works on parts and
/// joins them, and one thread alone does not read as fast as a field is calculated.
/// </summary>
internal sealed class FieldHash
{
    private readonly Grid grid;
    private readonly RowTeam team;
    private readonly ulong[] rows;
    private readonly Action<int, int> hashRows;
    private double[] field = [];

    public FieldHash(Grid grid, int threads)
    {
        this.grid = grid;
        team = new RowTeam(grid.Nz, threads);
        rows = new ulong[grid.Nz];
        hashRows = HashRows;
    }

    /// <summary>The checksum of a field, and of what came before it.</summary>
    public ulong Of(double[] values, ulong before)
    {
        field = values;
        team.Run(hashRows);
        var sum = before;
        foreach (var row in rows)
            sum = Mix(sum, row);
        return sum;
    }

    private void HashRows(int firstRow, int endRow)
    {
        ref var values = ref Unsafe.As<double, ulong>(ref MemoryMarshal.GetArrayDataReference(field));
        for (var z = firstRow; z < endRow; z++)
        {
            var lanes = Vector256.Create((ulong)z);
            var row = (nuint)grid.Offset(0, z);
            for (nuint x = 0; x < (nuint)grid.Width; x += (nuint)Vector256<ulong>.Count)
                lanes = ((lanes << 7) | (lanes >>> 57)) + Vector256.LoadUnsafe(ref values, row + x);
            rows[z] = Mix(Mix(lanes[0], lanes[1]), Mix(lanes[2], lanes[3]));
        }
    }

    /// <summary>Multiplication by an odd number and a shift, each of which can be undone.</summary>
    private static ulong Mix(ulong sum, ulong value)
    {
        sum = (sum ^ value) * 0x9E3779B97F4A7C15;
        return sum ^ (sum >> 29);
    }
}
