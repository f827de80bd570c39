namespace Schedules.Runtime.Tests.Stores;

/// <summary>The frame before compressed data, byte for byte.</summary>
public class CompressedFrameTests
{
    private const uint Mine = 0x01020304;

    [Fact]
    public void It_is_sixteen_bytes()
    {
        var bytes = new byte[CompressedFrame.Size];
        new CompressedFrame(Mine, 0x1112131415161718).Write(bytes);
        Assert.Equal([.. "SCM2"u8, 4, 3, 2, 1, 0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11], bytes);
    }

    [Fact]
    public void Only_what_its_codec_can_have_written_is_read()
    {
        // Compressed it is shorter than it was; kept it is as long.
        Read(Mine, 101, 100, true);
        Read(Mine, 100, 100, false);
        Read(Mine, 99, 100, false);
        Read(Mine + 1, 101, 100, false);
        Read(CompressedFrame.Plain, 100, 100, true);
        Read(CompressedFrame.Plain, 0, 0, true);
        Read(CompressedFrame.Plain, 101, 100, false);
        Read(CompressedFrame.Plain, 99, 100, false);
        Read(Mine, 1, 0, true);

        static void Read(uint codec, long length, int body, bool isRight)
        {
            var frame = new CompressedFrame(codec, length);
            var bytes = new byte[CompressedFrame.Size + body];
            frame.Write(bytes);
            Assert.Equal(isRight ? frame : null, CompressedFrame.TryRead(bytes, Mine));
            for (var i = 0; i < 4; i++)
            {
                bytes[i] ^= 1;
                Assert.Null(CompressedFrame.TryRead(bytes, Mine));
                bytes[i] ^= 1;
            }
        }
    }

    [Fact]
    public void Less_than_a_frame_is_none()
    {
        var bytes = new byte[CompressedFrame.Size];
        new CompressedFrame(CompressedFrame.Plain, 0).Write(bytes);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(CompressedFrame.TryRead(bytes.AsSpan(0, length), Mine));
    }

    [Fact]
    public void A_name_has_a_number_of_its_own_which_is_not_that_of_no_codec()
    {
        string[] names = ["brotli", "brotli-shuffle8", "deflate", "deflate-shuffle8", ""];
        var numbers = names.Select(CompressedFrame.Number).ToList();
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.DoesNotContain(CompressedFrame.Plain, numbers);
    }
}
