using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>
/// Takes data three lanes at a time: the processor's instruction needs three cycles for eight
/// bytes, but one can be started in every cycle. The lanes are put together by what a CRC is,
/// linear: the register after A and B is the register after A, advanced over as many zeros as B has
/// bytes, xor that after B alone.
/// </summary>
internal sealed class Crc32CLanes
{
    private readonly int lane;

    // For each byte of the register, at each of its four places: that byte advanced
    // over a lane of zeros.
    private readonly uint[] advance = new uint[4 * 256];

    /// <param name="lane">Bytes of a lane, a multiple of 8.</param>
    public Crc32CLanes(int lane)
    {
        this.lane = lane;
        for (var bit = 0; bit < 32; bit++)
        {
            var register = 1u << bit;
            for (var i = 0; i < lane; i += sizeof(ulong))
            {
                register = BitOperations.Crc32C(register, 0ul);
            }

            var (place, single) = (bit / 8 * 256, 1 << (bit % 8));
            for (var value = 0; value < single; value++)
            {
                advance[place + single + value] = advance[place + value] ^ register;
            }
        }
    }

    /// <summary>Takes as many threes of lanes as there are.</summary>
    public uint Take(uint register, ref ReadOnlySpan<byte> data)
    {
        while (data.Length >= 3 * lane)
        {
            register = Three(register, ref MemoryMarshal.GetReference(data));
            data = data[(3 * lane)..];
        }

        return register;
    }

    // Without bounds checks, which would cost a quarter of the speed; optimised from the first call
    // on, which makes the first checkpoints of a run twice as fast or more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint Three(uint x, ref byte a)
    {
        ref var b = ref Unsafe.Add(ref a, lane);
        ref var c = ref Unsafe.Add(ref b, lane);
        var (y, z) = (0u, 0u);
        for (nint i = 0; i < lane; i += sizeof(ulong))
        {
            x = BitOperations.Crc32C(x, Eight(ref a, i));
            y = BitOperations.Crc32C(y, Eight(ref b, i));
            z = BitOperations.Crc32C(z, Eight(ref c, i));
        }

        return Over(Over(x) ^ y) ^ z;
    }

    private static ulong Eight(ref byte start, nint offset)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));
        return BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);
    }

    private uint Over(uint register) =>
        advance[register & 0xff]
        ^ advance[256 + ((register >> 8) & 0xff)]
        ^ advance[512 + ((register >> 16) & 0xff)]
        ^ advance[768 + (register >> 24)];
}
