using System.Numerics;
using System.Runtime.CompilerServices;

namespace Schedules.Samples.Acoustic;

/// <summary>Loads of a field by whole vectors, without a check of bounds: the margins of
/// <see cref="Grid"/> are the check.</summary>
internal static class Stencil
{
    /// <summary>The numbers of a vector, of doubles.</summary>
    public static nuint Lanes => (nuint)Vector<double>.Count;

    /// <summary>
    /// The Laplacian of fourth order, in units of the spacing: -1/12, 4/3, -5/2, 4/3, -1/12
    /// in each direction. Products and sums are not contracted, so that vectors of any
    /// width give the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Laplacian(ref double field, nuint at, nuint stride)
    {
        var near =
            Vector.LoadUnsafe(ref field, at - 1)
            + Vector.LoadUnsafe(ref field, at + 1)
            + (Vector.LoadUnsafe(ref field, at - stride) + Vector.LoadUnsafe(ref field, at + stride));
        var far =
            Vector.LoadUnsafe(ref field, at - 2)
            + Vector.LoadUnsafe(ref field, at + 2)
            + (Vector.LoadUnsafe(ref field, at - 2 * stride) + Vector.LoadUnsafe(ref field, at + 2 * stride));
        return near * (4.0 / 3.0) - far * (1.0 / 12.0) - Vector.LoadUnsafe(ref field, at) * 5.0;
    }
}
