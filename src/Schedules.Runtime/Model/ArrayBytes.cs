using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Arrays of numbers as bytes, one array after the other.</summary>
internal static class ArrayBytes
{
    /// <summary>The arrays, if they can be written as bytes.</summary>
    /// <exception cref="ArgumentException">There is none, one is empty or has no numbers, or one
    /// occurs twice.</exception>
    public static Array[] Check(IReadOnlyList<Array> arrays, string name)
    {
        ArgumentNullException.ThrowIfNull(arrays, name);
        if (arrays.Count == 0)
            throw new ArgumentException("there is no array; allowed: at least one", name);
        foreach (var (index, array) in arrays.Index())
        {
            ArgumentNullException.ThrowIfNull(array, name);
            if (array.LongLength == 0)
                throw new ArgumentException($"the array with index {index} is empty", name);
            try
            {
                GCHandle.Alloc(array, GCHandleType.Pinned).Free();
            }
            catch (ArgumentException)
            {
                throw new ArgumentException(
                    $"the array with index {index} holds {array.GetType().GetElementType()}; allowed: numbers, and structs of them",
                    name
                );
            }
        }

        return arrays.Distinct(ReferenceEqualityComparer.Instance).Count() == arrays.Count
            ? [.. arrays]
            : throw new ArgumentException("an array occurs twice", name);
    }

    /// <summary>New arrays of the same types and shapes.</summary>
    public static Array[] Like(Array[] arrays) => [.. arrays.Select(array => (Array)array.Clone())];

    /// <exception cref="InvalidOperationException">They are not alike.</exception>
    public static void Copy(Array[] from, Array[] to)
    {
        if (from.Length != to.Length)
            throw new InvalidOperationException(
                $"there are {from.Length} arrays; at another step there are {to.Length}"
            );
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i].GetType() != to[i].GetType() || from[i].LongLength != to[i].LongLength)
                throw new InvalidOperationException(
                    $"the array with index {i} has {from[i].LongLength} numbers of {from[i].GetType().GetElementType()}; at another step it has {to[i].LongLength} of {to[i].GetType().GetElementType()}"
                );
            Array.Copy(from[i], to[i], from[i].LongLength);
        }
    }

    public static long Sum(Array[] arrays)
    {
        var sum = 0L;
        foreach (var array in arrays)
            sum += Of(array);
        return sum;
    }

    public static void Write(Array[] arrays, ref ByteWriter writer)
    {
        foreach (var array in arrays)
            for (var rest = Span(array); !rest.IsEmpty; )
            {
                var part = rest.First(Bytes.MostAtOnce);
                if (array.GetType().GetElementType() == typeof(double))
                    writer.Write<double>(MemoryMarshal.Cast<byte, double>(part));
                else
                    part.CopyTo(writer.Take(part.Length));
                rest = rest.Slice(part.Length);
            }
    }

    public static void Read(Array[] arrays, ref ByteReader reader)
    {
        foreach (var array in arrays)
            for (var rest = Span(array); !rest.IsEmpty; )
            {
                var part = rest.First(Bytes.MostAtOnce);
                reader.Take(part.Length).CopyTo(part);
                rest = rest.Slice(part.Length);
            }
    }

    /// <summary>A checksum that stays within this process.</summary>
    public static ulong Hash(Array[] arrays)
    {
        var sum = 0ul;
        foreach (var array in arrays)
            sum = StateHash.Append(sum, Span(array));
        return sum;
    }

    public static ulong Checksum(Array[] arrays)
    {
        var sum = 0u;
        foreach (var array in arrays)
            sum = Crc32C.Append(sum, Span(array));
        return sum;
    }

    private static long Of(Array array) =>
        array.LongLength * RuntimeHelpers.SizeOf(array.GetType().GetElementType()!.TypeHandle);

    private static LargeSpan Span(Array array) => new(ref MemoryMarshal.GetArrayDataReference(array), Of(array));
}
