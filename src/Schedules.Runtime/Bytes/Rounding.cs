using System.Numerics;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Doubles rounded to floats, and back; as bytes, that need not be aligned.</summary>
internal static class Rounding
{
    /// <summary>Doubles that are rounded at a time: small enough for the
    /// processor's cache.</summary>
    private const int Block = 1 << 14;

    /// <summary>Whether a double is more than rounded by the way to a float and back: it becomes
    /// infinite, or is a NaN of other bits.</summary>
    public static bool IsLost(double value) =>
        !float.IsFinite((float)value)
        && BitConverter.DoubleToInt64Bits((float)value) != BitConverter.DoubleToInt64Bits(value);

    /// <summary>Rounds doubles.</summary>
    /// <param name="source">The doubles.</param>
    /// <param name="target">Half as many bytes.</param>
    /// <returns>The index of the first that is lost; -1 if none is.</returns>
    public static long Narrow(ReadOnlyLargeSpan source, LargeSpan target)
    {
        for (var first = 0L; !source.IsEmpty; first += Block)
        {
            var doubles = MemoryMarshal.Cast<byte, double>(source.First(Block * sizeof(double)));
            var floats = MemoryMarshal.Cast<byte, float>(target.First(Block * sizeof(float)));
            if (!AreFinite(doubles, floats))
                for (var i = 0; i < doubles.Length; i++)
                    if (IsLost(doubles[i]))
                        return first + i;
            source = source.Slice(doubles.Length * (long)sizeof(double));
            target = target.Slice(doubles.Length * (long)sizeof(float));
        }

        return -1;
    }

    /// <summary>Undoes <see cref="Narrow"/>, as far as that can be undone.</summary>
    /// <param name="source">The floats.</param>
    /// <param name="target">Twice as many bytes.</param>
    public static void Widen(ReadOnlyLargeSpan source, LargeSpan target)
    {
        while (!source.IsEmpty)
        {
            var floats = MemoryMarshal.Cast<byte, float>(source.First(Block * sizeof(float)));
            var doubles = MemoryMarshal.Cast<byte, double>(target.First(Block * sizeof(double)));
            Widen(floats, doubles);
            source = source.Slice(floats.Length * (long)sizeof(float));
            target = target.Slice(floats.Length * (long)sizeof(double));
        }
    }

    /// <summary>Rounds a block; false if a float is infinite or none.</summary>
    private static bool AreFinite(ReadOnlySpan<double> doubles, Span<float> floats)
    {
        ref var from = ref MemoryMarshal.GetReference(doubles);
        ref var to = ref MemoryMarshal.GetReference(floats);
        var i = 0;
        // A number that is finite less itself is zero, and any other is none.
        var differences = Vector<float>.Zero;
        for (; i <= doubles.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var rounded = Vector.Narrow(
                Vector.LoadUnsafe(ref from, (nuint)i),
                Vector.LoadUnsafe(ref from, (nuint)(i + Vector<double>.Count))
            );
            rounded.StoreUnsafe(ref to, (nuint)i);
            differences += rounded - rounded;
        }

        var isFinite = differences == Vector<float>.Zero;
        for (; i < doubles.Length; i++)
        {
            floats[i] = (float)doubles[i];
            isFinite &= float.IsFinite(floats[i]);
        }

        return isFinite;
    }

    private static void Widen(ReadOnlySpan<float> floats, Span<double> doubles)
    {
        ref var from = ref MemoryMarshal.GetReference(floats);
        ref var to = ref MemoryMarshal.GetReference(doubles);
        var i = 0;
        for (; i <= floats.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)i), out var low, out var high);
            low.StoreUnsafe(ref to, (nuint)i);
            high.StoreUnsafe(ref to, (nuint)(i + Vector<double>.Count));
        }

        for (; i < floats.Length; i++)
            doubles[i] = floats[i];
    }
}
