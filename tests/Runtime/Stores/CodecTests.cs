using System.IO.Compression;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>What a codec accepts, and that it takes nothing for its data that it has not written.</summary>
public class CodecTests
{
    private static readonly byte[] Data = Sample.Smooth(3001);

    private static readonly ICheckpointCodec[] All =
    [
        new BrotliCodec(),
        new BrotliCodec(elementSize: 1),
        new DeflateCodec(),
        new DeflateCodec(elementSize: 1),
        new DeflateCodec(CompressionLevel.SmallestSize, 4),
        new BrotliCodec(elementSize: 2),
        new DeflateCodec(elementSize: 16),
    ];

    public static TheoryData<ICheckpointCodec> Codecs => [.. All];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void It_takes_the_room_that_it_says_and_no_more(ICheckpointCodec codec)
    {
        var room = new byte[Data.Length];
        Assert.True(codec.TryCompress(Data, room, out var written));
        Assert.InRange(written, 1, Data.Length / 2);
        Assert.All(room[written..], end => Assert.Equal(0, end));
        // Brotli may need more room than it takes.
        if (codec.TryCompress(Data, new byte[written], out var exact))
            Assert.Equal(written, exact);
        var target = new byte[Data.Length];
        Assert.Equal(Data.Length, codec.Decompress(room.AsSpan(0, written), target));
        Assert.Equal(Data, target);
        foreach (var less in (int[])[0, 1, written / 2, written - 1])
        {
            var guarded = new byte[less + 8];
            Assert.False(codec.TryCompress(Data, guarded.AsSpan(0, less), out _));
            Assert.All(guarded[less..], end => Assert.Equal(0, end));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void What_it_has_not_written_is_refused(ICheckpointCodec codec)
    {
        var room = new byte[Data.Length];
        Assert.True(codec.TryCompress(Data, room, out var written));
        var whole = room[..written];
        // Cut, of more data, of less, and none of it.
        Refused(whole[..(written / 2)], Data.Length);
        Refused([], Data.Length);
        Refused(whole, Data.Length + 1);
        Refused(whole, Data.Length - 1);
        Refused(whole, 1);
        Refused(Sample.Noise(written), Data.Length);

        void Refused(byte[] source, int length)
        {
            var made = -1;
            if (Record.Exception(() => made = codec.Decompress(source, new byte[length])) is { } error)
                Assert.IsType<InvalidDataException>(error);
            else
                Assert.NotEqual(length, made);
        }
    }

    [Theory]
    [InlineData(-1, 22, "quality")]
    [InlineData(12, 22, "quality")]
    [InlineData(1, 9, "window")]
    [InlineData(1, 25, "window")]
    public void Brotli_has_a_range(int quality, int window, string wrong) =>
        Assert.Throws<ArgumentOutOfRangeException>(wrong, () => new BrotliCodec(quality, window));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(11, 24)]
    public void Its_ends_are_within_it(int quality, int window)
    {
        foreach (var size in (int[])[1, 8])
        {
            var (codec, room) = (new BrotliCodec(quality, window, size), new byte[Data.Length]);
            Assert.True(codec.TryCompress(Data, room, out var written));
            var target = new byte[Data.Length];
            Assert.Equal(Data.Length, codec.Decompress(room.AsSpan(0, written), target));
            Assert.Equal(Data, target);
        }
    }

    [Fact]
    public void Names_tell_the_size_of_what_is_shuffled() =>
        Assert.Equal(
            [
                "brotli-shuffle8",
                "brotli",
                "deflate-shuffle8",
                "deflate",
                "deflate-shuffle4",
                "brotli-shuffle2",
                "deflate-shuffle16",
            ],
            All.Select(codec => codec.Name)
        );

    [Fact]
    public unsafe void A_stream_that_has_overflowed_takes_nothing_more()
    {
        var room = new byte[8];
        fixed (byte* start = room)
        {
            using var stream = new FixedStream(start, 4);
            stream.Write([1, 2]);
            stream.Write([9, 3, 4, 9], 1, 2);
            stream.Flush();
            Assert.False(stream.Overflowed);
            Assert.Equal((4, 4), (stream.Position, stream.Length));
            stream.Write([]);
            Assert.False(stream.Overflowed);
            stream.Write([5]);
            Assert.True(stream.Overflowed);
            stream.Write([]);
            Assert.True(stream.Overflowed);
            Assert.Equal((true, false, false), (stream.CanWrite, stream.CanRead, stream.CanSeek));
        }

        Assert.Equal([1, 2, 3, 4, 0, 0, 0, 0], room);
    }
}
