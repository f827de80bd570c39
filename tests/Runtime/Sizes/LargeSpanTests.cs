using Schedules.Tests;

namespace Schedules.Runtime.Tests.Sizes;

using Bytes = Schedules.Runtime.Bytes;

/// <summary>Bytes beyond 2 GiB. Only what is touched of the memory is taken.</summary>
[Collection(Alone.Name)]
public class LargeSpanTests
{
    [Fact]
    public void It_is_the_span_that_it_was_made_of()
    {
        byte[] bytes = [1, 2, 3, 4, 5];
        LargeSpan span = bytes;
        Assert.Equal(5, span.Length);
        Assert.True(span.AsSpan() == bytes.AsSpan());
        Assert.True(span.Slice(2).AsSpan() == bytes.AsSpan(2));
        Assert.True(span.Slice(1, 3).First(9) == bytes.AsSpan(1, 3));
        Assert.True(span.Slice(5).IsEmpty && ((LargeSpan)(byte[]?)null).IsEmpty && default(LargeSpan).IsEmpty);
        Assert.Equal([3, 4], ((ReadOnlyLargeSpan)span).Slice(2, 2).ToArray());
        Assert.True(new ReadOnlyLargeSpan(bytes).Slice(3).AsSpan() == bytes.AsSpan(3));
        var copy = new byte[6];
        span.CopyTo(copy);
        Assert.Equal([1, 2, 3, 4, 5, 0], copy);
        span.Slice(1, 2).Clear();
        Assert.Equal([1, 0, 0, 4, 5], bytes);
    }

    [Fact]
    public void What_is_outside_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Of(5).Slice(6));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Of(5).Slice(-1));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => Of(5).Slice(long.MinValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Of(5).Slice(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Of(5).Slice(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => ((ReadOnlyLargeSpan)Of(5)).Slice(6));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => ((ReadOnlyLargeSpan)Of(5)).Slice(0, 6));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => Of(5).First(-1));
        Assert.Throws<ArgumentException>("target", () => Of(5).CopyTo(new byte[4]));
        unsafe
        {
            Assert.Throws<ArgumentOutOfRangeException>("length", () => new LargeSpan(null, -1).Length);
            Assert.Throws<ArgumentOutOfRangeException>("length", () => new ReadOnlyLargeSpan(null, -1).Length);
        }

        static LargeSpan Of(int length) => new byte[length];
    }

    [LargeTheory(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue + 1L)]
    public void A_span_has_what_it_can_and_parts_have_the_rest(long length)
    {
        using var data = new LargeData(length);
        data.Span.Slice(length - 1).First(1)[0] = 7;
        Assert.Equal(length, data.Span.Length);
        Assert.Equal(int.MaxValue, data.Span.First(int.MaxValue).Length);
        Assert.Equal(7, data.Span.Slice(length - 1).AsSpan()[0]);
        if (length <= int.MaxValue)
            Assert.Equal(7, data.Span.AsSpan()[^1]);
        else
            Assert.Contains("take them in parts", TooMany(data).Message);

        static NotSupportedException TooMany(LargeData data)
        {
            Assert.Throws<NotSupportedException>(() => ((ReadOnlyLargeSpan)data.Span).ToArray());
            return Assert.Throws<NotSupportedException>(() => data.Span.AsSpan().Length);
        }
    }

    [LargeTheory(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(uint.MaxValue + 1L)]
    public void Values_are_written_and_read_across(long boundary)
    {
        using var data = new LargeData(boundary + 100);
        var writer = new ByteWriter(data.Span);
        for (var left = boundary - 4; left > 0; left -= Math.Min(left, 1 << 30))
            writer.Take((int)Math.Min(left, 1 << 30));
        writer.Write(1.5);
        writer.Write<long>([1, 2, 3]);
        Assert.Equal((boundary + 28, 72), (writer.Position, writer.Remaining));

        var reader = new ByteReader(data.Span.Slice(boundary - 4));
        Assert.Equal(1.5, reader.Read<double>());
        var values = new long[3];
        reader.Read(values);
        Assert.Equal([1, 2, 3], values);
        Assert.Equal(72, reader.Remaining);
    }

    [Fact]
    public void Native_memory_goes_in_and_out_without_an_array()
    {
        using var state = new LargeData(100_000);
        using var room = new LargeData(100_008);
        LargeData.Fill(state.Span, 1);
        var crc = Crc32C.Append(0, (ReadOnlyLargeSpan)state.Span);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var writer = new ByteWriter(room.Span);
        writer.Write(state.Span);
        writer.Write(1.5);
        writer.End();
        state.Span.Clear();
        var reader = new ByteReader(room.Span);
        reader.Read(state.Span);
        var last = reader.Read<double>();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal((crc, 1.5), (Crc32C.Append(0, (ReadOnlyLargeSpan)state.Span), last));
        Assert.Throws<InvalidOperationException>(() => new ByteWriter(room.Span.Slice(9)).Write(state.Span));
        Assert.Throws<InvalidOperationException>(() => new ByteReader(room.Span.Slice(9)).Read(state.Span));
    }

    [LargeFact(5 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "large")]
    public void Values_of_more_bytes_than_a_span_has_are_one_piece()
    {
        var most = 1 << Campaign.Of(sample: 18, full: 28);
        var values = GC.AllocateUninitializedArray<double>(most + 3);
        values.AsSpan().Fill(0.25);
        foreach (var i in (int[])[0, most / 2 - 1, most / 2, most - 1, most, values.Length - 1])
            values[i] = i + 1;
        using var data = new LargeData(Bytes.Of<double>(values.Length));
        var writer = new ByteWriter(data.Span);
        writer.Write(values);
        writer.End();
        var sum = Bytes.Checksum<double>(values);
        Assert.Equal(sum, Crc32C.Append(0, (ReadOnlyLargeSpan)data.Span));

        values.AsSpan().Fill(-1);
        var reader = new ByteReader(data.Span);
        reader.Read(values);
        reader.End();
        Assert.Equal(sum, Bytes.Checksum<double>(values));
        Assert.Equal((1, 1 + most, values.Length), (values[0], values[most], values[^1]));
    }
}
