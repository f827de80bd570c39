using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Reads from bytes what <see cref="SpanWriter"/> has written, in the same order, copied once; the bytes need not
/// be aligned.</summary>
/// <remarks>In a model: <c>var reader = new SpanReader(source); reader.Read(pressure); time = reader.Read&lt;double&gt;();
/// reader.End();</c></remarks>
/// <param name="source">The bytes to be read.</param>
public ref struct SpanReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> source = source;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => source.Length - Position;

    /// <summary>Reads values.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">Where they go: all of it is filled.</param>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is read.</exception>
    public void Read<T>(scoped Span<T> values)
        where T : unmanaged
    {
        var part = Next((long)values.Length * Unsafe.SizeOf<T>());
        part.CopyTo(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads values into an array.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">Where they go: all of it is filled.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is read.</exception>
    public void Read<T>(T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Read(values.AsSpan());
    }

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">Its type, which holds no references.</typeparam>
    /// <exception cref="InvalidOperationException">It takes more bytes than are left. Nothing is read.</exception>
    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Next(Unsafe.SizeOf<T>()));

    /// <summary>The next bytes, as they are.</summary>
    /// <param name="bytes">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">Fewer are left.</exception>
    public ReadOnlySpan<byte> Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return Next(bytes);
    }

    /// <summary>Says that everything has been read.</summary>
    /// <exception cref="InvalidOperationException">Bytes are left.</exception>
    public readonly void End()
    {
        if (Remaining > 0)
        {
            throw new InvalidOperationException($"{Remaining} of {source.Length} bytes are left, and not read.");
        }
    }

    private ReadOnlySpan<byte> Next(long bytes)
    {
        if (bytes > Remaining)
        {
            throw new InvalidOperationException(
                $"{bytes} bytes are to be read, and {Remaining} of {source.Length} bytes are left."
            );
        }

        var part = source.Slice(Position, (int)bytes);
        Position += (int)bytes;
        return part;
    }
}
