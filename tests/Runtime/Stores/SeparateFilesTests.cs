namespace Schedules.Runtime.Tests.Stores;

/// <summary>Checkpoints in files of their own, and what is said of each that is not as it should be.</summary>
public sealed class SeparateFilesTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Guid run = Guid.NewGuid();
    private readonly FileNames names;
    private readonly SeparateFiles files;

    public SeparateFilesTests()
    {
        names = new(directory.Location, null);
        files = new(names, flush: true);
    }

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public void What_is_written_is_read(int bytes)
    {
        Assert.Equal(0, Write(3, bytes));
        Assert.Equal([files.PathOf(3)], directory.Entries());
        var read = new byte[bytes];
        files.Read(Header(3, bytes), read);
        Assert.Equal(Sample.Noise(bytes, 3), read);
        files.Delete(3, 0, bytes);
        files.Flush();
        Assert.Empty(directory.Entries());
    }

    [Fact]
    public void What_differs_from_what_should_be_there_is_said()
    {
        Write(3, 10);
        File.Copy(names.Checkpoint(3), names.Checkpoint(4));
        Assert.Contains("it is of step 3", Unread(4, 10));
        Assert.Contains("it is of 10 bytes, not 11", Unread(3, 11));
        Resize(CheckpointHeader.Size + 12);
        Assert.Contains("it has 2 bytes too many", Unread(3, 10));
        Resize(CheckpointHeader.Size + 7);
        Assert.Contains("it is truncated: 3 bytes are missing", Unread(3, 10));
        Resize(CheckpointHeader.Size + 10);
        Assert.Contains("its data are damaged", Unread(3, 10));
        Resize(CheckpointHeader.Size - 1);
        Assert.Contains("the header is not whole", Unread(3, 10));

        File.Delete(names.Checkpoint(3));
        Assert.Throws<FileNotFoundException>(() => files.Delete(3, 0, 10));
        File.CreateSymbolicLink(names.Checkpoint(3), names.Checkpoint(4));
        Assert.Contains("a link", Assert.Throws<IOException>(() => files.Read(Header(3, 10), new byte[10])).Message);
    }

    [Fact]
    public void What_cannot_be_replaced_is_removed_for_it_is_not_what_was_to_be_there()
    {
        Write(3, 10);
        Directory.CreateDirectory(names.Unfinished(3));
        Assert.Throws<IOException>(() => Write(3, 20));
        Assert.Equal([names.Unfinished(3)], directory.Entries());
    }

    [Fact]
    public void What_an_earlier_process_has_left_is_taken_if_it_is_whole_and_else_removed()
    {
        for (var step = 0; step < 4; step++)
            Write(step, 10);
        File.Move(names.Checkpoint(1), names.Unfinished(1));
        File.Move(names.Checkpoint(2), names.Checkpoint(5));
        using (var file = File.OpenHandle(names.Checkpoint(3), FileMode.Open, FileAccess.Write))
            RandomAccess.Write(file, [7, 7, 7, 7], CheckpointHeader.Size);
        var (whole, rejected) = (new List<CheckpointHeader>(), new List<string>());
        files.Resume(run, "", whole, rejected);
        Assert.Equal([Header(0, 10)], whole);
        Assert.Equal([names.Checkpoint(0)], directory.Entries());
        Assert.Equal(3, rejected.Count);
        Assert.Contains("it was not finished", rejected[0]);
        Assert.Contains("its data are damaged", rejected[1]);
        Assert.Contains("it is of step 2", rejected[2]);
        Verified(Guid.NewGuid(), "", "another run");
        Verified(run, "a", "rank ''");
        Verified(null, null, null);
    }

    private void Verified(Guid? of, string? rank, string? why)
    {
        var wrong = SeparateFiles.Verify(names.Checkpoint(0), of, rank, 0, FileShare.Read, out _, out var crc);
        Assert.Equal(why is null, wrong is null);
        Assert.Contains(why ?? "", wrong ?? "");
        Assert.Equal(Crc32C.Append(0, Sample.Noise(10, 0)), crc);
    }

    private void Resize(long length)
    {
        using var file = File.OpenHandle(names.Checkpoint(3), FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, length);
    }

    private CheckpointHeader Header(long step, int bytes) => new(run, "", Sample.Label(step), bytes, 0);

    private long Write(long step, int bytes) => files.Write(Header(step, bytes), Sample.Noise(bytes, (int)step));

    private string Unread(long step, int bytes) =>
        Assert.Throws<CheckpointStoreException>(() => files.Read(Header(step, bytes), new byte[bytes])).Message;
}
