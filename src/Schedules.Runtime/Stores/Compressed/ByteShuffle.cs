using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Schedules.Runtime;

/// <summary>
/// The bytes of a block in another order: the first bytes of all its elements, then the second
/// ones, and so on; what does not fill an element stays at the end. Neighbouring numbers of a
/// smooth field have the same sign, exponent and leading digits, which a codec finds only where
/// they stand together. Data longer than a block are shuffled block by block.
/// </summary>
internal static class ByteShuffle
{
    /// <summary>Bytes of a block: small enough for the processor's cache, and eight times what
    /// Brotli's fast encoder looks at, so that it looks at bytes of one kind.</summary>
    public const int Block = 1 << 20;

    private const int Lanes = 16;

    /// <summary>A size of elements: 1, of which nothing is shuffled, 2, 4, 8 or 16 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is another one.</exception>
    public static int Checked(int elementSize) =>
        BitOperations.IsPow2(elementSize) && elementSize <= Lanes
            ? elementSize
            : throw new ArgumentOutOfRangeException(
                nameof(elementSize),
                elementSize,
                $"elementSize is {elementSize}; allowed: 1, 2, 4, 8 or 16"
            );

    /// <summary>The name of a codec whose data are shuffled.</summary>
    public static string Name(string codec, int elementSize) =>
        elementSize == 1 ? codec : $"{codec}-shuffle{elementSize}";

    /// <summary>Shuffles a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">As many bytes.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    public static void Shuffle(ReadOnlySpan<byte> source, Span<byte> target, int elementSize)
    {
        if (elementSize == 1)
        {
            source.CopyTo(target);
            return;
        }

        var count = source.Length / elementSize;
        var first = 0;
        if (HasVectors)
        {
            first = count & -Lanes;
            ShuffleLanes(source, target, elementSize, count);
        }

        for (var place = 0; place < elementSize; place++)
        for (var i = first; i < count; i++)
            target[place * count + i] = source[i * elementSize + place];
        source[(count * elementSize)..].CopyTo(target[(count * elementSize)..]);
    }

    /// <summary>Undoes <see cref="Shuffle"/>.</summary>
    /// <param name="source">A block that has been shuffled.</param>
    /// <param name="target">As many bytes.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    public static void Unshuffle(ReadOnlySpan<byte> source, Span<byte> target, int elementSize)
    {
        if (elementSize == 1)
        {
            source.CopyTo(target);
            return;
        }

        var count = source.Length / elementSize;
        var first = 0;
        if (HasVectors)
        {
            first = count & -Lanes;
            UnshuffleLanes(source, target, elementSize, count);
        }

        for (var place = 0; place < elementSize; place++)
        for (var i = first; i < count; i++)
            target[i * elementSize + place] = source[place * count + i];
        source[(count * elementSize)..].CopyTo(target[(count * elementSize)..]);
    }

    private static bool HasVectors => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    // Sixteen elements of s bytes are s vectors. A byte in them has the number of its element, four
    // bits, and of its place in that, log2 s bits. Interleaving the first half of the vectors with
    // the second takes the first bit of that number to its end: four times, and the bits of the
    // element are the last; log2 s times more, and they are the first again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ShuffleLanes(ReadOnlySpan<byte> source, Span<byte> target, int elementSize, int count)
    {
        Span<Vector128<byte>> vectors = stackalloc Vector128<byte>[2 * Lanes];
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        for (var i = 0; i + Lanes <= count; i += Lanes)
        {
            for (var j = 0; j < elementSize; j++)
                vectors[j] = Vector128.LoadUnsafe(ref from, (nuint)(i * elementSize + j * Lanes));
            var places = Interleaved(vectors, elementSize, 4);
            for (var j = 0; j < elementSize; j++)
                places[j].StoreUnsafe(ref to, (nuint)(j * count + i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UnshuffleLanes(ReadOnlySpan<byte> source, Span<byte> target, int elementSize, int count)
    {
        Span<Vector128<byte>> vectors = stackalloc Vector128<byte>[2 * Lanes];
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        for (var i = 0; i + Lanes <= count; i += Lanes)
        {
            for (var j = 0; j < elementSize; j++)
                vectors[j] = Vector128.LoadUnsafe(ref from, (nuint)(j * count + i));
            var elements = Interleaved(vectors, elementSize, BitOperations.Log2((uint)elementSize));
            for (var j = 0; j < elementSize; j++)
                elements[j].StoreUnsafe(ref to, (nuint)(i * elementSize + j * Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<Vector128<byte>> Interleaved(Span<Vector128<byte>> vectors, int count, int times)
    {
        if (count == sizeof(double))
        {
            for (var time = 0; time < times; time++)
                InterleaveEight(vectors);
            return vectors;
        }

        var from = vectors[..count];
        var to = vectors.Slice(Lanes, count);
        for (var time = 0; time < times; time++)
        {
            for (var i = 0; i < count / 2; i++)
            {
                to[2 * i] = Low(from[i], from[i + count / 2]);
                to[2 * i + 1] = High(from[i], from[i + count / 2]);
            }

            var swapped = from;
            from = to;
            to = swapped;
        }

        return from;
    }

    /// <summary>The same once, for doubles, which is faster.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveEight(Span<Vector128<byte>> v)
    {
        var (a, b, c, d) = (v[0], v[1], v[2], v[3]);
        var (e, f, g, h) = (v[4], v[5], v[6], v[7]);
        (v[0], v[1], v[2], v[3]) = (Low(a, e), High(a, e), Low(b, f), High(b, f));
        (v[4], v[5], v[6], v[7]) = (Low(c, g), High(c, g), Low(d, h), High(d, h));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Low(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> High(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
