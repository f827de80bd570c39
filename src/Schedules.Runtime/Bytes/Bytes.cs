using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Sizes of what a model writes: the sum of these is its
/// <see cref="IAdjointModel.RestartBytes"/> or
/// <see cref="IAdjointModel.DependencyBytes"/>.</summary>
public static class Bytes
{
    /// <summary>The most bytes that are copied in one call.</summary>
    internal const int MostAtOnce = 1 << 30;

    /// <summary>The most bytes of one checkpoint or state: more than machines address, and few
    /// enough to be added up.</summary>
    internal const long Most = 1L << 48;

    /// <summary>Bytes of some values, one after another.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or they
    /// take more bytes than <see cref="long.MaxValue"/>.</exception>
    public static long Of<T>(long count = 1)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, long.MaxValue / Unsafe.SizeOf<T>());
        return count * Unsafe.SizeOf<T>();
    }

    /// <summary>A checksum for <see cref="IForwardChecksum"/>, the same in every
    /// process: CRC-32C.</summary>
    /// <typeparam name="T">Their type, which holds no references.</typeparam>
    /// <param name="values">The values.</param>
    /// <param name="before">The checksum of values before these, if they go together.</param>
    public static ulong Checksum<T>(ReadOnlySpan<T> values, ulong before = 0)
        where T : unmanaged =>
        Crc32C.Append(
            (uint)before,
            new ReadOnlyLargeSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), Of<T>(values.Length))
        );
}
