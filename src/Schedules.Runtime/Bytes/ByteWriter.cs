using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Writes numbers, structs and arrays of them into bytes, one after another and copied
/// once; the bytes need not be aligned, and may be more than a span holds. <see cref="ByteReader"/>
/// reads them back on a machine of the same kind.</summary>
/// <remarks>In a model: <c>writer.Write(pressure); writer.Write(time);</c></remarks>
public ref struct ByteWriter
{
    private readonly ref byte start;
    private readonly long length;
    private readonly DataPart part;
    private readonly DoubleRuns? doubles;
    private readonly long offset;

    /// <summary>A writer into bytes.</summary>
    /// <param name="target">The bytes to be written.</param>
    public ByteWriter(LargeSpan target)
        : this(target, default) { }

    /// <param name="target">The bytes to be written.</param>
    /// <param name="part">What they are of.</param>
    /// <param name="doubles">Which is told of doubles; null for none.</param>
    /// <param name="offset">Bytes before these in the data that it is told of.</param>
    internal ByteWriter(LargeSpan target, DataPart part, DoubleRuns? doubles = null, long offset = 0)
    {
        (this.doubles, this.offset) = (doubles, offset);
        start = ref target.Start;
        length = target.Length;
        this.part = part;
    }

    /// <summary>Bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly long Remaining => length - Position;

    /// <summary>Writes values.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">The values: an array, or a part of one.</param>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is
    /// written.</exception>
    public void Write<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Note<T>(values.Length);
        ref var target = ref Next((long)values.Length * Unsafe.SizeOf<T>());
        // A span of bytes holds less than a span of values may.
        var most = Math.Max(1, Bytes.MostAtOnce / Unsafe.SizeOf<T>());
        while (!values.IsEmpty)
        {
            var source = MemoryMarshal.AsBytes(values[..Math.Min(most, values.Length)]);
            source.CopyTo(MemoryMarshal.CreateSpan(ref target, source.Length));
            target = ref Unsafe.Add(ref target, source.Length);
            values = values[Math.Min(most, values.Length)..];
        }
    }

    /// <summary>Writes the values of an array.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing is
    /// written.</exception>
    public void Write<T>(T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Write<T>(values.AsSpan());
    }

    /// <summary>Writes bytes, from native memory for example, of which there may be more than
    /// a span has.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="InvalidOperationException">They are more than are left. Nothing is
    /// written.</exception>
    public void Write(scoped ReadOnlyLargeSpan bytes) =>
        bytes.CopyTo(new LargeSpan(ref Next(bytes.Length), bytes.Length));

    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">Its type, which holds no references.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">It takes more bytes than are left. Nothing is
    /// written.</exception>
    public void Write<T>(T value)
        where T : unmanaged
    {
        Note<T>(1);
        Unsafe.WriteUnaligned(ref Next(Unsafe.SizeOf<T>()), value);
    }

    /// <summary>The next bytes, for the caller to fill.</summary>
    /// <param name="bytes">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is
    /// negative.</exception>
    /// <exception cref="InvalidOperationException">Fewer are left.</exception>
    public Span<byte> Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return MemoryMarshal.CreateSpan(ref Next(bytes), bytes);
    }

    /// <summary>Says that everything has been written; the runtime does so after
    /// the model.</summary>
    /// <exception cref="InvalidOperationException">Bytes are left.</exception>
    public readonly void End()
    {
        if (Remaining > 0)
        {
            throw part.TooFew("Write", Remaining, length);
        }
    }

    /// <summary>Goes on after bytes that have been written otherwise.</summary>
    internal void Skip(long bytes) => Next(bytes);

    private readonly void Note<T>(long count)
    {
        if (typeof(T) == typeof(double))
            doubles?.Add(offset + Position, count);
    }

    private ref byte Next(long bytes)
    {
        if (bytes > Remaining)
        {
            throw part.TooMany("Write", bytes, Remaining, length);
        }

        ref var next = ref Unsafe.AddByteOffset(ref start, (nint)Position);
        Position += bytes;
        return ref next;
    }
}
