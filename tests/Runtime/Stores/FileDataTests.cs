namespace Schedules.Runtime.Tests.Stores;

/// <summary>Data that go through a file in many parts.</summary>
public sealed class FileDataTests : IDisposable
{
    private const int Offset = 128;

    private static readonly byte[] Data = Sample.Noise(1_000_003);

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Their_checksum_is_that_of_all_of_them()
    {
        using var file = File.OpenHandle(directory["file"], FileMode.Create, FileAccess.ReadWrite);
        var crc = Crc32C.Append(0, Data);
        Assert.Equal(crc, FileData.Write(file, Offset, Data));
        Assert.Equal(crc, FileData.Crc(file, Offset, Data.Length));
        var read = new byte[Data.Length];
        Assert.True(FileData.TryRead(file, Offset, read, out var found));
        Assert.Equal(Data, read);
        Assert.Equal(crc, found);
    }

    [Fact]
    public void A_file_that_ends_before_them_has_none()
    {
        using var file = File.OpenHandle(directory["file"], FileMode.Create, FileAccess.ReadWrite);
        FileData.Write(file, Offset, Data);
        RandomAccess.SetLength(file, Offset + Data.Length - 1);
        Assert.Null(FileData.Crc(file, Offset, Data.Length));
        Assert.False(FileData.TryRead(file, Offset, new byte[Data.Length], out _));
        Assert.Equal(Crc32C.Append(0, Data.AsSpan(..^1)), FileData.Crc(file, Offset, Data.Length - 1));
    }
}
