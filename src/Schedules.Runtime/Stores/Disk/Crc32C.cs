using System.Buffers.Binary;
using System.Numerics;

namespace Schedules.Runtime;

/// <summary>
/// CRC-32C (Castagnoli), as in iSCSI (RFC 3720), ext4 and others. The processor's instruction takes three cycles for eight
/// bytes but one can be started every cycle: three lanes of a block are taken at once, and put together by what a CRC is,
/// linear: the register after A and B is the register of A advanced over as many zeros as B has bytes, xor that of B alone.
/// </summary>
internal static class Crc32C
{
    private const int Lane = 4096;

    /// <summary>Bytes that are taken best: callers cut long data into multiples.</summary>
    public const int Block = 3 * Lane;

    // For each byte of the register at each of its four places: that byte advanced over a lane of zeros.
    private static readonly uint[] Advance = AdvanceOverALane();

    /// <summary>The CRC of data of which a first part has been taken already.</summary>
    /// <param name="crc">That of the first part; 0 if it is empty.</param>
    /// <param name="data">The rest.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        var register = ~crc;
        while (data.Length >= Block)
        {
            register = ThreeLanes(register, data[..Lane], data[Lane..(2 * Lane)], data[(2 * Lane)..Block]);
            data = data[Block..];
        }

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

    private static uint ThreeLanes(uint x, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c)
    {
        var (y, z) = (0u, 0u);
        for (var i = 0; i < Lane; i += sizeof(ulong))
        {
            x = BitOperations.Crc32C(x, BinaryPrimitives.ReadUInt64LittleEndian(a[i..]));
            y = BitOperations.Crc32C(y, BinaryPrimitives.ReadUInt64LittleEndian(b[i..]));
            z = BitOperations.Crc32C(z, BinaryPrimitives.ReadUInt64LittleEndian(c[i..]));
        }

        return OverALane(OverALane(x) ^ y) ^ z;
    }

    private static uint OverALane(uint register) =>
        Advance[register & 0xff]
        ^ Advance[256 + ((register >> 8) & 0xff)]
        ^ Advance[512 + ((register >> 16) & 0xff)]
        ^ Advance[768 + (register >> 24)];

    private static uint[] AdvanceOverALane()
    {
        var table = new uint[4 * 256];
        for (var bit = 0; bit < 32; bit++)
        {
            var register = 1u << bit;
            for (var i = 0; i < Lane; i += sizeof(ulong))
            {
                register = BitOperations.Crc32C(register, 0ul);
            }

            var (place, single) = (bit / 8 * 256, 1 << (bit % 8));
            for (var value = 0; value < single; value++)
            {
                table[place + single + value] = table[place + value] ^ register;
            }
        }

        return table;
    }
}
