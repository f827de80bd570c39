using System.Buffers.Binary;
using System.Numerics;

namespace Schedules.Runtime;

/// <summary>CRC-32C (Castagnoli), as in iSCSI (RFC 3720), ext4 and others, by the processor's
/// instruction for it.</summary>
internal static class Crc32C
{
    // Long lanes, which the processor's prefetching can follow; and short ones, for what is left.
    private static readonly Crc32CLanes Long = new(1 << 15);
    private static readonly Crc32CLanes Short = new(1 << 10);

    /// <summary>The CRC of data of which a first part has been taken already.</summary>
    /// <param name="crc">That of the first part; 0 if it is empty.</param>
    /// <param name="data">The rest.</param>
    public static uint Append(uint crc, ReadOnlyLargeSpan data)
    {
        while (!data.IsEmpty)
        {
            var part = data.First(Bytes.MostAtOnce);
            crc = Append(crc, part);
            data = data.Slice(part.Length);
        }

        return crc;
    }

    /// <summary>The CRC of data of which a first part has been taken already.</summary>
    /// <param name="crc">That of the first part; 0 if it is empty.</param>
    /// <param name="data">The rest.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        var register = Short.Take(Long.Take(~crc, ref data), ref data);
        while (data.Length >= sizeof(ulong))
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data)
        {
            register = BitOperations.Crc32C(register, value);
        }

        return ~register;
    }
}
