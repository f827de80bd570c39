using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>The contents that the arrays of an <see cref="ArrayModel"/> had at a step, found by the
/// arrays themselves: <c>at[x][3]</c> is what <c>x[3]</c> was. Valid during the call that it is
/// given to.</summary>
public sealed class ArrayState
{
    internal ArrayState(Array[] names) => Names = names;

    internal Array[] Names { get; set; }

    internal Array[]? Values { get; set; }

    /// <summary>The contents of an array.</summary>
    /// <param name="array">One of the arrays of the state, or of <see cref="ArrayModel.Dependencies"/> where the model names those.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ReadOnlySpan<double> this[double[] array] => (double[])Find(array);

    /// <inheritdoc cref="this[double[]]"/>
    public ReadOnlySpan<float> this[float[] array] => (float[])Find(array);

    /// <summary>The contents of an array as memory, which other threads can read while the adjoint
    /// step lasts.</summary>
    /// <param name="array">As for the indexer.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ReadOnlyMemory<double> Memory(double[] array) => (double[])Find(array);

    /// <summary>The contents of an array of any type or rank, the last index the fastest.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="array">As for the indexer.</param>
    /// <exception cref="ArgumentException">It is none of the arrays, or has elements of another
    /// type, or more than a span holds.</exception>
    public ReadOnlySpan<T> Of<T>(Array array)
        where T : unmanaged
    {
        var values = Find(array);
        if (values.GetType().GetElementType() != typeof(T))
            throw new ArgumentException($"it has elements of type {values.GetType().GetElementType()}", nameof(array));
        if (values.LongLength > int.MaxValue)
            throw new ArgumentException($"it has {values.LongLength} elements, more than a span holds", nameof(array));
        return MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)),
            values.Length
        );
    }

    private Array Find(Array array)
    {
        for (var i = 0; i < Names.Length; i++)
            if (ReferenceEquals(Names[i], array))
                return Values![i];
        throw new ArgumentException(
            "it is none of the arrays that are recorded: those of the state, or of Dependencies where the model names those",
            nameof(array)
        );
    }
}
