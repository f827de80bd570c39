namespace Schedules.Runtime.Tests;

/// <summary>The checksum of a state sees each change of one bit, and what changes places.</summary>
public sealed class StateHashTests
{
    private static readonly int[] Lengths = [1, 7, 8, 31, 127, 128, 129, 300, 2047, 2048, 2049, 5000];

    private static byte[] Data(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }

    [Fact]
    public void Each_change_of_one_bit_changes_it()
    {
        foreach (var length in Lengths)
        {
            var data = Data(length);
            var sum = StateHash.Append(0, data);
            for (var bit = 0; bit < 8 * length; bit++)
            {
                data[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(sum, StateHash.Append(0, data));
                data[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Words_that_change_places_change_it()
    {
        var words = new ulong[1200];
        for (var i = 0; i < words.Length; i++)
            words[i] = 1000ul + (ulong)i;
        ulong Sum() => StateHash.Append(0, System.Runtime.InteropServices.MemoryMarshal.AsBytes<ulong>(words));
        HashSet<ulong> sums = [Sum()];
        for (var i = 0; i < words.Length; i += 7)
        for (var j = i + 1; j < words.Length; j++)
        {
            (words[i], words[j]) = (words[j], words[i]);
            Assert.True(sums.Add(Sum()));
            (words[i], words[j]) = (words[j], words[i]);
        }
    }

    [Fact]
    public void The_length_and_what_came_before_count()
    {
        HashSet<ulong> sums = [];
        for (var length = 0; length < 300; length++)
        {
            Assert.True(sums.Add(StateHash.Append(0, new byte[length])));
            Assert.True(sums.Add(StateHash.Append(1, new byte[length])));
        }

        // Two arrays that change places.
        byte[] one = Data(4096),
            other = Data(4097)[1..];
        Assert.NotEqual(
            StateHash.Append(StateHash.Append(0, one), other),
            StateHash.Append(StateHash.Append(0, other), one)
        );
    }
}
