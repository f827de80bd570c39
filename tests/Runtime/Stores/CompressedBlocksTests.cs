using System.Buffers.Binary;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>Blocks of a codec, byte for byte.</summary>
public class CompressedBlocksTests
{
    private const int Most = 10;

    [Fact]
    public void Each_block_has_its_length_before_it_and_one_that_gets_no_shorter_is_as_it_was()
    {
        // Ten equal bytes become one, ten others stay, and five equal ones become one.
        byte[] data = [.. Equal(7, 10), .. Sample.Noise(10), .. Equal(8, 5)];
        byte[] expected = [1, 0, 0, 0, 7, 10, 0, 0, 0, .. Sample.Noise(10), 1, 0, 0, 0, 8];
        Assert.Equal(expected, Compressed(data));
        Assert.Equal(data, Decompressed(expected, data.Length));
    }

    /// <summary>Nothing is compressed that does not get shorter as a whole, whatever single blocks do.</summary>
    [Fact]
    public void Data_are_compressed_where_they_get_shorter()
    {
        for (var noise = 0; noise <= 4; noise++)
        for (var equal = 0; equal <= 25; equal++)
        {
            byte[] data = [.. Sample.Noise(noise * Most), .. Equal(7, equal)];
            var blocks = noise + (equal + Most - 1) / Most;
            // A block of one byte is kept: it has nothing to become.
            var length = noise * Most + blocks * sizeof(int) + (equal + Most - 1) / Most;
            var found = Compressed(data);
            if (length < data.Length)
            {
                Assert.Equal(length, found?.Length);
                Assert.Equal(data, Decompressed(found!, data.Length));
            }
            else
            {
                Assert.Null(found);
            }
        }
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, int.MinValue)]
    [InlineData(0, 11)]
    [InlineData(0, 2)]
    [InlineData(0, 0)]
    [InlineData(5, 9)]
    [InlineData(5, 11)]
    [InlineData(19, 5)]
    [InlineData(19, 2)]
    public void A_length_that_it_cannot_have_is_refused(int place, int length)
    {
        byte[] data = [.. Equal(7, 10), .. Sample.Noise(10), .. Equal(8, 5)];
        var damaged = Compressed(data)!;
        BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(place), length);
        Assert.Throws<InvalidDataException>(() => Decompressed(damaged, data.Length));
    }

    [Fact]
    public void A_codec_may_make_nothing_of_a_block()
    {
        var codec = new Codec { Shorter = true, Written = 0 };
        var (data, target) = (Equal(0, 25), new byte[25]);
        Assert.True(new CompressedBlocks(codec, Most).TryCompress(data, target, out var written));
        Assert.Equal(3 * sizeof(int), written);
        var back = Equal(9, 25);
        new CompressedBlocks(codec, Most).Decompress(target.AsSpan(0, (int)written), back);
        Assert.Equal(data, back);
    }

    [Fact]
    public void What_is_cut_or_has_more_behind_it_is_refused()
    {
        byte[] data = [.. Equal(7, 10), .. Sample.Noise(10), .. Equal(8, 5)];
        var whole = Compressed(data)!;
        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<InvalidDataException>(() => Decompressed(whole[..length], data.Length));
        Assert.Throws<InvalidDataException>(() => Decompressed([.. whole, 0], data.Length));
        Assert.Throws<InvalidDataException>(() => Decompressed(whole, data.Length - 5));
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(true, -1, false)]
    [InlineData(true, 10, false)]
    [InlineData(false, -1, true)]
    [InlineData(false, 10, true)]
    public void What_a_codec_says_that_it_has_written_fits_into_its_room(bool shorter, int written, bool isRight)
    {
        var blocks = new CompressedBlocks(new Codec { Shorter = shorter, Written = written }, Most);
        var error = Record.Exception(() => blocks.TryCompress(Equal(7, 10), new byte[30], out _));
        if (isRight)
            Assert.Null(error);
        else
            Assert.Contains($"{written} bytes into 9", Assert.IsType<InvalidDataException>(error).Message);
    }

    private static byte[]? Compressed(byte[] data)
    {
        var target = new byte[data.Length];
        return new CompressedBlocks(new Codec(), Most).TryCompress(data, target, out var written)
            ? target[..(int)written]
            : null;
    }

    private static byte[] Decompressed(byte[] source, int length)
    {
        var target = new byte[length];
        new CompressedBlocks(new Codec(), Most).Decompress(source, target);
        return target;
    }

    private static byte[] Equal(byte value, int count) => [.. Enumerable.Repeat(value, count)];

    /// <summary>Of equal bytes it keeps one, of others nothing.</summary>
    private sealed class Codec : ICheckpointCodec
    {
        public bool? Shorter { get; init; }

        public int Written { get; init; }

        public string Name => "equal";

        public bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
        {
            written = Shorter is null ? 1 : Written;
            if (Shorter is { } shorter)
                return shorter;
            if (target.IsEmpty || source.IndexOfAnyExcept(source[0]) >= 0)
                return false;
            target[0] = source[0];
            return true;
        }

        public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
        {
            target.Fill(source.IsEmpty ? (byte)0 : source[0]);
            return source.Length <= 1 ? target.Length : source.Length;
        }
    }
}
