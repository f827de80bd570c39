using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Bytes that lie one after another, to be written: as a span, but more than 2 GiB if need
/// be, on machines that have so many.</summary>
/// <remarks>In parts: <c>while (!data.IsEmpty) { var part = data.First(1 &lt;&lt; 20); … data =
/// data.Slice(part.Length); }</c></remarks>
public readonly ref struct LargeSpan
{
    private readonly ref byte start;

    /// <summary>The bytes of a span.</summary>
    /// <param name="bytes">The span.</param>
    public LargeSpan(Span<byte> bytes)
        : this(ref MemoryMarshal.GetReference(bytes), bytes.Length) { }

    /// <summary>Native memory, which stays where it is as long as this is used.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Bytes, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is
    /// negative.</exception>
    public unsafe LargeSpan(void* start, long length)
        : this(ref Unsafe.AsRef<byte>(start), Checked(length)) { }

    internal LargeSpan(ref byte start, long length)
    {
        this.start = ref start;
        Length = length;
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Length == 0;

    internal ref byte Start => ref start;

    /// <summary>The bytes of a span.</summary>
    /// <param name="bytes">The span.</param>
    public static implicit operator LargeSpan(Span<byte> bytes) => new(bytes);

    /// <summary>The bytes of an array; none if it is null.</summary>
    /// <param name="bytes">The array.</param>
    public static implicit operator LargeSpan(byte[]? bytes) => new(bytes);

    /// <summary>The same bytes, to be read.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator ReadOnlyLargeSpan(LargeSpan bytes) => new(ref bytes.start, bytes.Length);

    /// <summary>All of them as a span.</summary>
    /// <exception cref="NotSupportedException">They are more than a span has,
    /// 2147483647.</exception>
    public Span<byte> AsSpan() =>
        Length <= int.MaxValue
            ? MemoryMarshal.CreateSpan(ref start, (int)Length)
            : throw new NotSupportedException(
                $"{Length} bytes are more than a span has, {int.MaxValue}: take them in parts, by First and Slice"
            );

    /// <summary>The first of them, as a span.</summary>
    /// <param name="most">How many, at least 0; all, if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is
    /// negative.</exception>
    public Span<byte> First(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return MemoryMarshal.CreateSpan(ref start, (int)Math.Min(most, Length));
    }

    /// <summary>Those from an offset on.</summary>
    /// <param name="offset">From 0 to <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is less
    /// or more.</exception>
    public LargeSpan Slice(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)offset, (ulong)Length, nameof(offset));
        return new(ref Unsafe.AddByteOffset(ref start, (nint)offset), Length - offset);
    }

    /// <summary>So many of them, from an offset on.</summary>
    /// <param name="offset">From 0 to <see cref="Length"/>.</param>
    /// <param name="length">From 0 to what there is after <paramref name="offset"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is less or more.</exception>
    public LargeSpan Slice(long offset, long length)
    {
        var rest = Slice(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)length, (ulong)rest.Length, nameof(length));
        return new(ref rest.start, length);
    }

    /// <summary>Copies them.</summary>
    /// <param name="target">As many bytes, or more.</param>
    /// <exception cref="ArgumentException">It has fewer. Nothing is copied.</exception>
    public void CopyTo(scoped LargeSpan target) => ((ReadOnlyLargeSpan)this).CopyTo(target);

    /// <summary>Makes them all 0.</summary>
    public void Clear()
    {
        for (var rest = this; !rest.IsEmpty; )
        {
            var part = rest.First(Bytes.MostAtOnce);
            part.Clear();
            rest = rest.Slice(part.Length);
        }
    }

    internal static long Checked(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return length;
    }
}
