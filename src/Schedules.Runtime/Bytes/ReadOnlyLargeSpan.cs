using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Bytes that lie one after another, to be read: as a span, but more than 2 GiB if need
/// be, on machines that have so many.</summary>
/// <remarks>In parts: <c>while (!data.IsEmpty) { var part = data.First(1 &lt;&lt; 20); … data =
/// data.Slice(part.Length); }</c></remarks>
public readonly ref struct ReadOnlyLargeSpan
{
    private readonly ref byte start;

    /// <summary>The bytes of a span.</summary>
    /// <param name="bytes">The span.</param>
    public ReadOnlyLargeSpan(ReadOnlySpan<byte> bytes)
        : this(ref MemoryMarshal.GetReference(bytes), bytes.Length) { }

    /// <summary>Native memory, which stays where it is as long as this is used.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Bytes, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is
    /// negative.</exception>
    public unsafe ReadOnlyLargeSpan(void* start, long length)
        : this(ref Unsafe.AsRef<byte>(start), LargeSpan.Checked(length)) { }

    internal ReadOnlyLargeSpan(ref byte start, long length)
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
    public static implicit operator ReadOnlyLargeSpan(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>The bytes of a span.</summary>
    /// <param name="bytes">The span.</param>
    public static implicit operator ReadOnlyLargeSpan(Span<byte> bytes) => new(bytes);

    /// <summary>The bytes of an array; none if it is null.</summary>
    /// <param name="bytes">The array.</param>
    public static implicit operator ReadOnlyLargeSpan(byte[]? bytes) => new(bytes);

    /// <summary>All of them as a span.</summary>
    /// <exception cref="NotSupportedException">They are more than a span has,
    /// 2147483647.</exception>
    public ReadOnlySpan<byte> AsSpan() => new LargeSpan(ref start, Length).AsSpan();

    /// <summary>The first of them, as a span.</summary>
    /// <param name="most">How many, at least 0; all, if there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is
    /// negative.</exception>
    public ReadOnlySpan<byte> First(int most) => new LargeSpan(ref start, Length).First(most);

    /// <summary>Those from an offset on.</summary>
    /// <param name="offset">From 0 to <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is less
    /// or more.</exception>
    public ReadOnlyLargeSpan Slice(long offset) => new LargeSpan(ref start, Length).Slice(offset);

    /// <summary>So many of them, from an offset on.</summary>
    /// <param name="offset">From 0 to <see cref="Length"/>.</param>
    /// <param name="length">From 0 to what there is after <paramref name="offset"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is less or more.</exception>
    public ReadOnlyLargeSpan Slice(long offset, long length) => new LargeSpan(ref start, Length).Slice(offset, length);

    /// <summary>Copies them.</summary>
    /// <param name="target">As many bytes, or more.</param>
    /// <exception cref="ArgumentException">It has fewer. Nothing is copied.</exception>
    public void CopyTo(scoped LargeSpan target)
    {
        if (target.Length < Length)
            throw new ArgumentException($"{Length} bytes are to be copied into {target.Length}", nameof(target));
        for (var rest = this; !rest.IsEmpty; )
        {
            var part = rest.First(Bytes.MostAtOnce);
            part.CopyTo(target.First(part.Length));
            rest = rest.Slice(part.Length);
            target = target.Slice(part.Length);
        }
    }

    /// <summary>A copy of them in an array.</summary>
    /// <exception cref="NotSupportedException">They are more than an array has.</exception>
    public byte[] ToArray() => AsSpan().ToArray();
}
