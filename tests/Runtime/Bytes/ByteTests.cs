namespace Schedules.Runtime.Tests.Bytes;

using Bytes = Schedules.Runtime.Bytes;

public class ByteTests
{
    private readonly record struct Mesh(int Rows, double Width, byte Flag);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_written_one_after_another_is_read_in_the_same_order(int misaligned)
    {
        double[] pressure = [1.5, double.NaN, double.NegativeInfinity, -0.0];
        float[] velocity = [1f, 2f, float.Epsilon];
        var mesh = new Mesh(3, 0.1, 7);
        var size =
            Bytes.Of<double>(4) + Bytes.Of<float>(2) + Bytes.Of<Mesh>() + Bytes.Of<byte>() + Bytes.Of<long>() + 2;
        var bytes = new byte[(int)size + misaligned];
        var writer = new ByteWriter(bytes.AsSpan(misaligned));
        writer.Write(pressure);
        writer.Write<byte>(9);
        writer.Write(velocity.AsSpan(1));
        writer.Write(mesh);
        new byte[] { 5, 6 }.CopyTo(writer.Take(2));
        Assert.Equal((size - 8, 8), (writer.Position, writer.Remaining));
        writer.Write(-1L);
        writer.End();

        var reader = new ByteReader(bytes.AsSpan(misaligned));
        var pressureAgain = new double[4];
        reader.Read(pressureAgain);
        Assert.Equal(
            pressure.Select(BitConverter.DoubleToInt64Bits),
            pressureAgain.Select(BitConverter.DoubleToInt64Bits)
        );
        Assert.Equal(9, reader.Read<byte>());
        var velocityAgain = new float[3];
        reader.Read(velocityAgain.AsSpan(1));
        Assert.Equal([0f, 2f, float.Epsilon], velocityAgain);
        Assert.Equal(mesh, reader.Read<Mesh>());
        Assert.Equal([5, 6], reader.Take(2).ToArray());
        Assert.Equal((size - 8, 8), (reader.Position, reader.Remaining));
        Assert.Equal(-1L, reader.Read<long>());
        reader.End();
    }

    [Fact]
    public void Too_little_room_is_an_error_that_says_how_much_there_was()
    {
        var written = Assert.Throws<InvalidOperationException>(() =>
        {
            var writer = new ByteWriter(new byte[20]);
            writer.Write(1.0);
            writer.Write(new double[2]);
        });
        Assert.Equal("16 bytes are to be written, and 12 of 20 bytes are left.", written.Message);
        var read = Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = new ByteReader(new byte[20]);
            reader.Read<double>();
            reader.Read(new double[2]);
        });
        Assert.Equal("16 bytes are to be read, and 12 of 20 bytes are left.", read.Message);
    }

    [Fact]
    public void After_an_error_the_place_is_where_it_was()
    {
        var writer = new ByteWriter(new byte[6]);
        try
        {
            writer.Write(1.0);
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(0, writer.Position);
        }

        writer.Write(1);
        Assert.Equal(2, writer.Remaining);
    }

    [Fact]
    public void Bytes_that_are_left_are_an_error()
    {
        Assert.Contains(
            "3 of 7",
            Assert
                .Throws<InvalidOperationException>(() =>
                {
                    var writer = new ByteWriter(new byte[7]);
                    writer.Write(1);
                    writer.End();
                })
                .Message
        );
        Assert.Contains(
            "7 of 7",
            Assert.Throws<InvalidOperationException>(() => new ByteReader(new byte[7]).End()).Message
        );
    }

    [Fact]
    public void Sizes_are_checked()
    {
        Assert.Equal(24, Bytes.Of<double>(3));
        Assert.Equal(8, Bytes.Of<long>());
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Bytes.Of<double>(-1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Bytes.Of<double>((long.MaxValue / 8) + 1));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => new ByteWriter(new byte[7]).Take(-1));
        Assert.Throws<ArgumentOutOfRangeException>("bytes", () => new ByteReader(new byte[7]).Take(-1));
        Assert.Throws<ArgumentNullException>("values", () => new ByteWriter(new byte[7]).Write((int[])null!));
        Assert.Throws<ArgumentNullException>("values", () => new ByteReader(new byte[7]).Read((int[])null!));
    }
}
