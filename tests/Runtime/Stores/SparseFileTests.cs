namespace Schedules.Runtime.Tests.Stores;

/// <summary>Parts of a file that have been written.</summary>
public sealed class SparseFileTests : IDisposable
{
    private const int Page = 1 << 16;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Data_are_never_before_the_offset_nor_missed()
    {
        using var file = File.OpenHandle(directory["file"], FileMode.CreateNew, FileAccess.ReadWrite);
        RandomAccess.Write(file, new byte[] { 1 }, 0);
        RandomAccess.Write(file, new byte[] { 1 }, 16 * Page);
        RandomAccess.SetLength(file, 32 * Page);
        // Where the system knows no gaps, all are data.
        Assert.Equal(0, SparseFile.NextData(file, 0));
        for (var offset = 1L; offset <= 16 * Page; offset += Page / 3)
            Assert.InRange(SparseFile.NextData(file, offset), offset, 16 * Page);
        Assert.Equal(16 * Page, SparseFile.NextData(file, 16 * Page));
        foreach (var offset in (long[])[17 * Page, 32 * Page, 64 * Page])
            Assert.InRange(SparseFile.NextData(file, offset), offset, long.MaxValue);
    }

    [Fact]
    public void A_gap_is_skipped_where_the_system_tells_of_it()
    {
        var format = new DriveInfo(directory.Location).DriveFormat;
        if (!OperatingSystem.IsLinux() || format is not ("ext4" or "xfs" or "btrfs" or "tmpfs" or "overlay"))
            return;
        using var file = File.OpenHandle(directory["file"], FileMode.CreateNew, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, 32 * Page);
        Assert.InRange(SparseFile.NextData(file, 0), 32 * Page, long.MaxValue);
        RandomAccess.Write(file, new byte[] { 1 }, 16 * Page);
        Assert.Equal(16 * Page, SparseFile.NextData(file, 1));
        Assert.InRange(SparseFile.NextData(file, 17 * Page), 32 * Page, long.MaxValue);
        Assert.InRange(SparseFile.NextData(file, 40 * Page), 40 * Page, long.MaxValue);
    }
}
