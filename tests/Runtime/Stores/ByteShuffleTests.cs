using System.Runtime.InteropServices;

namespace Schedules.Runtime.Tests.Stores;

public class ByteShuffleTests
{
    public static TheoryData<int> Sizes => [1, 2, 4, 8, 16];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bytes_of_one_place_stand_together_and_come_back(int size)
    {
        // Around every multiple of what the processor takes at once.
        foreach (var length in Enumerable.Range(0, 3 * 16 * size + 2))
        {
            var source = Sample.Noise(length, length);
            var shuffled = new byte[length];
            ByteShuffle.Shuffle(source, shuffled, size);
            var count = length / size;
            for (var i = 0; i < count * size; i++)
                Assert.Equal(source[i], shuffled[i % size * count + i / size]);
            Assert.Equal(source[(count * size)..], shuffled[(count * size)..]);
            var back = new byte[length];
            ByteShuffle.Unshuffle(shuffled, back, size);
            Assert.Equal(source, back);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-8)]
    [InlineData(3)]
    [InlineData(32)]
    public void Other_sizes_of_elements_are_a_bad_call(int size)
    {
        foreach (
            var make in (Action[])[() => new BrotliCodec(elementSize: size), () => new DeflateCodec(elementSize: size)]
        )
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>("elementSize", make);
            Assert.Contains("1, 2, 4, 8 or 16", error.Message);
        }
    }

    public static TheoryData<Func<int, ICheckpointCodec>> Codecs =>
        [size => new BrotliCodec(elementSize: size), size => new DeflateCodec(elementSize: size)];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Smooth_doubles_get_shorter_where_they_are_shuffled(Func<int, ICheckpointCodec> codec)
    {
        var field = SmoothDoubles(1 << 16);
        Assert.InRange(Compressed(codec(8), field), 0, 0.85 * field.Length);
        Assert.InRange(Compressed(codec(1), field), 0.9 * field.Length, double.PositiveInfinity);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Data_around_the_end_of_a_block_come_back(Func<int, ICheckpointCodec> codec)
    {
        foreach (var length in (int[])[-1, 0, 1, 7, 8, 9, ByteShuffle.Block + 1])
        {
            var data = SmoothDoubles(ByteShuffle.Block / 3)[..(ByteShuffle.Block + length)];
            using var store = new CompressedStore(new MemoryStore(), codec(8));
            store.Write(Sample.Label(1), data);
            Assert.True(store.Ratio > 1.1);
            Assert.Equal(data, store.Read(1));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void What_was_shuffled_otherwise_is_refused(Func<int, ICheckpointCodec> codec)
    {
        var inner = new MemoryStore();
        using var shuffled = new CompressedStore(inner, codec(8));
        shuffled.Write(Sample.Label(1), Sample.Smooth(1000));
        foreach (var size in (int[])[1, 4])
        {
            using var other = new CompressedStore(new MemoryStore(), codec(size));
            other.Write(Sample.Label(1), Sample.Smooth(1000));
            other.Inner.Delete(1);
            other.Inner.Write(Sample.Label(1), inner.Read(1));
            Assert.Contains(codec(size).Name, Assert.Throws<CheckpointStoreException>(() => other.Read(1)).Message);
        }
    }

    private static double Compressed(ICheckpointCodec codec, byte[] data) =>
        codec.TryCompress(data, new byte[data.Length], out var written) ? written : double.PositiveInfinity;

    private static byte[] SmoothDoubles(int count) =>
        MemoryMarshal
            .AsBytes<double>([.. Enumerable.Range(0, count).Select(i => Math.Sin(i / 100.0) + Math.Sin(i / 7777.0))])
            .ToArray();
}
