using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Reads from bytes what <see cref="ByteWriter"/> has written, in the same order, copied
/// once; the bytes need not be aligned, and may be more than a span holds.</summary>
/// <remarks>In a model: <c>reader.Read(pressure); time = reader.Read&lt;double&gt;();</c></remarks>
public ref struct ByteReader
{
    private readonly ref byte start;
    private readonly long length;
    private readonly DataPart part;

    /// <summary>A reader from bytes.</summary>
    /// <param name="source">The bytes to be read.</param>
    public ByteReader(ReadOnlyLargeSpan source)
        : this(source, default) { }

    internal ByteReader(ReadOnlyLargeSpan source, DataPart part)
    {
        start = ref source.Start;
        length = source.Length;
        this.part = part;
    }

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly long Remaining => length - Position;

    /// <summary>Reads values.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">Where they go: all of it is filled.</param>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing
    /// is read.</exception>
    public void Read<T>(scoped Span<T> values)
        where T : unmanaged
    {
        ref var source = ref Next((long)values.Length * Unsafe.SizeOf<T>());
        // A span of bytes holds less than a span of values may.
        var most = Math.Max(1, Bytes.MostAtOnce / Unsafe.SizeOf<T>());
        while (!values.IsEmpty)
        {
            var target = MemoryMarshal.AsBytes(values[..Math.Min(most, values.Length)]);
            MemoryMarshal.CreateReadOnlySpan(ref source, target.Length).CopyTo(target);
            source = ref Unsafe.Add(ref source, target.Length);
            values = values[Math.Min(most, values.Length)..];
        }
    }

    /// <summary>Reads values into an array.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">Where they go: all of it is filled.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="InvalidOperationException">They take more bytes than are left. Nothing
    /// is read.</exception>
    public void Read<T>(T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Read(values.AsSpan());
    }

    /// <summary>Reads bytes, into native memory for example, of which there may be more than a span
    /// has.</summary>
    /// <param name="bytes">Where they go: all of it is filled.</param>
    /// <exception cref="InvalidOperationException">They are more than are left. Nothing
    /// is read.</exception>
    public void Read(scoped LargeSpan bytes) =>
        new ReadOnlyLargeSpan(ref Next(bytes.Length), bytes.Length).CopyTo(bytes);

    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">Its type, which holds no references.</typeparam>
    /// <exception cref="InvalidOperationException">It takes more bytes than are left. Nothing
    /// is read.</exception>
    public T Read<T>()
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Next(Unsafe.SizeOf<T>()));

    /// <summary>The next bytes, as they are.</summary>
    /// <param name="bytes">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is
    /// negative.</exception>
    /// <exception cref="InvalidOperationException">Fewer are left.</exception>
    public ReadOnlySpan<byte> Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return MemoryMarshal.CreateReadOnlySpan(ref Next(bytes), bytes);
    }

    /// <summary>Says that everything has been read; the runtime does so after the model.</summary>
    /// <exception cref="InvalidOperationException">Bytes are left.</exception>
    public readonly void End()
    {
        if (Remaining > 0)
        {
            throw part.TooFew("Read", Remaining, length);
        }
    }

    private ref byte Next(long bytes)
    {
        if (bytes > Remaining)
        {
            throw part.TooMany("Read", bytes, Remaining, length);
        }

        ref var next = ref Unsafe.AddByteOffset(ref start, (nint)Position);
        Position += bytes;
        return ref next;
    }
}
