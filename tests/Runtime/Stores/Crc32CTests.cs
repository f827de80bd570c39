using System.Text;

namespace Schedules.Runtime.Tests.Stores;

public class Crc32CTests
{
    // RFC 3720, B.4; and the check value of the catalogue of CRCs.
    [Fact]
    public void It_is_the_one_of_the_standard()
    {
        Assert.Equal(0x8A9136AAu, Crc32C.Append(0, new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Append(0, Enumerable.Repeat((byte)0xff, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Crc32C.Append(0, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, Crc32C.Append(0, Encoding.ASCII.GetBytes("123456789")));
    }

    [Fact]
    public void Lanes_give_what_bit_by_bit_gives()
    {
        var data = Sample.Noise(300_000);
        foreach (var length in new[] { 0, 1, 7, 8, 3071, 3072, 3073, 6149, 98_303, 98_304, 98_305, 200_000, 300_000 })
        {
            Assert.Equal(BitByBit(data.AsSpan(0, length)), Crc32C.Append(0, data.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Parts_give_what_the_whole_gives()
    {
        var data = Sample.Noise(250_000);
        var random = new Random(5);
        for (var i = 0; i < 50; i++)
        {
            var cut = random.Next(data.Length);
            Assert.Equal(
                Crc32C.Append(0, data),
                Crc32C.Append(Crc32C.Append(0, data.AsSpan(0, cut)), data.AsSpan(cut))
            );
        }
    }

    private static uint BitByBit(ReadOnlySpan<byte> data)
    {
        var register = ~0u;
        foreach (var value in data)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ ((register & 1) * 0x82F63B78u);
            }
        }

        return ~register;
    }
}
