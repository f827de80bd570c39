using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Writes numbers, structs and arrays of them into bytes, one after another and copied once; the bytes need not be
/// aligned. <see cref="SpanReader"/> reads them back on a machine of the same kind.</summary>
/// <remarks>In a model: <c>var writer = new SpanWriter(target); writer.Write(pressure); writer.Write(time); writer.End();</c>
/// </remarks>
/// <param name="target">The bytes to be written.</param>
public ref struct SpanWriter(Span<byte> target)
{
    private readonly Span<byte> target = target;

    /// <summary>Bytes written so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => target.Length - Position;

    /// <summary>Writes values.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">The values: an array, or a part of one.</param>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is written.</exception>
    public void Write<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // Room first: AsBytes overflows, without a word of what is wrong, for more bytes than a span can hold.
        var part = Next((long)values.Length * Unsafe.SizeOf<T>());
        MemoryMarshal.AsBytes(values).CopyTo(part);
    }

    /// <summary>Writes the values of an array.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is written.</exception>
    public void Write<T>(T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Write<T>(values.AsSpan());
    }

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">Its type, which holds no references.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">It takes more bytes than are left. Nothing is written.</exception>
    public void Write<T>(T value)
        where T : unmanaged => MemoryMarshal.Write(Next(Unsafe.SizeOf<T>()), in value);

    /// <summary>The next bytes, for the caller to fill.</summary>
    /// <param name="bytes">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">Fewer are left.</exception>
    public Span<byte> Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return Next(bytes);
    }

    /// <summary>Says that everything has been written.</summary>
    /// <exception cref="InvalidOperationException">Bytes are left.</exception>
    public readonly void End()
    {
        if (Remaining > 0)
        {
            throw new InvalidOperationException($"{Remaining} of {target.Length} bytes are left, and not written.");
        }
    }

    private Span<byte> Next(long bytes)
    {
        if (bytes > Remaining)
        {
            throw new InvalidOperationException(
                $"{bytes} bytes are to be written, and {Remaining} of {target.Length} bytes are left."
            );
        }

        var part = target.Slice(Position, (int)bytes);
        Position += (int)bytes;
        return part;
    }
}
