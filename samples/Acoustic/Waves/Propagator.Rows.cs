using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Samples.Acoustic;

/// <content>The work on a block of rows.</content>
public sealed partial class Propagator
{
    private void StepRows(int firstRow, int endRow)
    {
        ref var u = ref MemoryMarshal.GetArrayDataReference(second);
        ref var previous = ref MemoryMarshal.GetArrayDataReference(first);
        for (var z = firstRow; z < endRow; z++)
        {
            var row = (nuint)Grid.Offset(0, z);
            for (nuint x = 0; x < (nuint)Grid.Width; x += Stencil.Lanes)
                Leap(ref previous, ref u, Stencil.Laplacian(ref u, row + x, (nuint)Grid.Stride), row, x, z);
        }
    }

    private void StepBackRows(int firstRow, int endRow)
    {
        ref var y = ref MemoryMarshal.GetArrayDataReference(second);
        ref var previous = ref MemoryMarshal.GetArrayDataReference(first);
        ref var wave = ref MemoryMarshal.GetReference(recorded.Span);
        ref var image = ref MemoryMarshal.GetArrayDataReference(third);
        var stride = (nuint)Grid.Stride;
        for (var z = firstRow; z < endRow; z++)
        {
            var row = (nuint)Grid.Offset(0, z);
            for (nuint x = 0; x < (nuint)Grid.Width; x += Stencil.Lanes)
            {
                var at = row + x;
                var added = Vector.LoadUnsafe(ref y, at) * Stencil.Laplacian(ref wave, at, stride);
                (Vector.LoadUnsafe(ref image, at) + added).StoreUnsafe(ref image, at);
                Leap(ref previous, ref y, Stencil.Laplacian(ref y, at, stride), row, x, z);
            }
        }
    }

    private void ScatterRows(int firstRow, int endRow)
    {
        ref var next = ref MemoryMarshal.GetArrayDataReference(first);
        ref var wave = ref MemoryMarshal.GetArrayDataReference(second);
        ref var perturbation = ref MemoryMarshal.GetArrayDataReference(third);
        ref var taper = ref MemoryMarshal.GetArrayDataReference(taperX);
        for (var z = firstRow; z < endRow; z++)
        {
            var row = (nuint)Grid.Offset(0, z);
            for (nuint x = 0; x < (nuint)Grid.Width; x += Stencil.Lanes)
            {
                var at = row + x;
                var g = Vector.LoadUnsafe(ref taper, x) * taperZ[z];
                var source =
                    Vector.LoadUnsafe(ref perturbation, at) * Stencil.Laplacian(ref wave, at, (nuint)Grid.Stride);
                (Vector.LoadUnsafe(ref next, at) + g * source).StoreUnsafe(ref next, at);
            }
        }
    }

    private void CopyRows(int firstRow, int endRow)
    {
        // The margins above and below go with the first and the last row.
        var start = firstRow == 0 ? 0 : Grid.RowStart(firstRow);
        var end = endRow == Grid.Nz ? Grid.Length : Grid.RowStart(endRow);
        first.AsSpan(start..end).CopyTo(second.AsSpan(start));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leap(ref double previous, ref double field, Vector<double> laplacian, nuint row, nuint x, int z)
    {
        var at = row + x;
        var g = Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(taperX), x) * taperZ[z];
        var c = Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(courant), at);
        var next = g * (Vector.LoadUnsafe(ref field, at) * 2 - g * Vector.LoadUnsafe(ref previous, at) + c * laplacian);
        next.StoreUnsafe(ref previous, at);
    }
}
