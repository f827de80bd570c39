namespace Schedules.Runtime.Tests.Stores;

/// <summary>Where slots stand, and what becomes of their places.</summary>
public sealed class SlotFileTests : IDisposable
{
    private const int Page = 4096;
    private const int OnePage = Page - CheckpointHeader.Size;

    private readonly TemporaryDirectory directory = new();
    private readonly Guid run = Guid.NewGuid();
    private readonly List<CheckpointHeader> whole = [];
    private readonly List<string> rejected = [];
    private SlotFile file;

    public SlotFileTests() => file = Open();

    private string Path => directory[FileNames.SlotsName];

    public void Dispose()
    {
        file.Close();
        directory.Dispose();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(OnePage, 1)]
    [InlineData(OnePage + 1, 2)]
    [InlineData(OnePage + Page, 2)]
    [InlineData(OnePage + Page + 1, 3)]
    public void A_slot_takes_whole_pages(int bytes, int pages)
    {
        Assert.Equal(pages * Page, SlotScan.Size(bytes));
        Assert.Equal([0, pages * Page], (long[])[Write(0, bytes), Write(1, 1)]);
        IsRead(0, 0, bytes);
        IsRead(1, pages * Page, 1);
    }

    [Fact]
    public void The_place_of_a_slot_that_is_gone_is_taken_by_one_that_fits()
    {
        for (var step = 0; step < 3; step++)
            Write(step, Page);
        file.Delete(1, 2 * Page, Page);
        Assert.Equal(6 * Page, Write(3, OnePage + Page + 1));
        Assert.Equal(2 * Page, Write(4, 7));
        Assert.Equal(3 * Page, Write(5, 8));
        IsRead(4, 2 * Page, 7);
        IsRead(2, 4 * Page, Page);
    }

    [Fact]
    public void A_slot_that_is_gone_or_altered_is_not_read()
    {
        Write(0, 10);
        file.Delete(0, 0, 10);
        Assert.Contains("slot at byte 0: it does not begin", Unread(0, 0, 10));
        Write(0, 10);
        Assert.Contains("it is of 10 bytes, not 11", Unread(0, 0, 11));
        Change(CheckpointHeader.Size + 9);
        Assert.Contains("its data are damaged", Unread(0, 0, 10));
        Cut(CheckpointHeader.Size + 9);
        Assert.Contains("it is truncated", Unread(0, 0, 10));
        Cut(CheckpointHeader.Size - 1);
        Assert.Contains("the header is not whole", Unread(0, 0, 10));
    }

    [Fact]
    public void What_an_earlier_process_has_left_is_taken_and_its_gaps_are_free()
    {
        for (var step = 0; step < 4; step++)
            Write(step, Page);
        file.Delete(0, 0, Page);
        file.Delete(3, 6 * Page, Page);
        Resume();
        Assert.Equal([(1, 2 * Page), (2, 4 * Page)], whole.Select(slot => (slot.Label.Step, slot.Position)));
        Assert.Empty(rejected);
        Assert.Equal(6 * Page, new FileInfo(Path).Length);
        Assert.Equal([0, 6 * Page], (long[])[Write(5, Page), Write(6, 1)]);
        IsRead(1, 2 * Page, Page);
    }

    [Fact]
    public void What_is_not_whole_is_told_and_its_place_is_free()
    {
        for (var step = 0; step < 4; step++)
            Write(step, 10);
        Change(Page + 20);
        Change(2 * Page + CheckpointHeader.Size);
        Cut(3 * Page + CheckpointHeader.Size + 9);
        Resume();
        Assert.Equal(0, Assert.Single(whole).Label.Step);
        Assert.Equal(3, rejected.Count);
        Assert.Contains($"slot at byte {Page}: its header is damaged", rejected[0]);
        Assert.Contains($"slot at byte {2 * Page}: its data are truncated or damaged", rejected[1]);
        Assert.Contains($"slot at byte {3 * Page}: it is truncated", rejected[2]);
        Assert.Equal(Page, new FileInfo(Path).Length);
        Assert.Equal(Page, Write(5, 1));
    }

    [Fact]
    public void What_was_told_once_is_not_told_again()
    {
        for (var step = 0; step < 3; step++)
            Write(step, 10);
        Change(Page + 20);
        // As a file system may leave it that makes room beforehand.
        Cut(1 << 20);
        Resume();
        Assert.Single(rejected);
        Assert.Equal(3 * Page, new FileInfo(Path).Length);
        Resume();
        Assert.Single(rejected);
        Assert.Equal([0, 2, 0, 2], whole.Select(slot => slot.Label.Step));
        Assert.Equal(Page, Write(7, 10));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    public void Of_two_slots_of_a_step_the_later_one_is_taken(long first, long second)
    {
        Write(7, 10, first);
        Write(7, 10, second);
        Resume();
        Assert.Equal(4, Assert.Single(whole).Label.Sequence);
        Assert.Contains("there is a later one", Assert.Single(rejected));
    }

    [Fact]
    public void Slots_of_another_run_or_rank_are_told()
    {
        Write(1, 10);
        using (var handle = File.OpenHandle(Path))
        {
            Assert.Single(SlotScan.Run(handle, null, null).Whole);
            Assert.Contains("another run", Assert.Single(SlotScan.Run(handle, Guid.NewGuid(), null).Rejected).Why);
            var (position, step, why) = Assert.Single(SlotScan.Run(handle, run, "a").Rejected);
            Assert.Equal((0, 1), (position, step));
            Assert.Contains("rank ''", why);
        }
    }

    [Fact]
    public void Files_of_the_other_layout_are_removed_and_told()
    {
        File.WriteAllText(directory["0000000000000000003.checkpoint"], "");
        Resume();
        Assert.Contains("it is of another layout", Assert.Single(rejected));
        Assert.Empty(directory.Entries());
    }

    [Fact]
    public void Closed_it_begins_again()
    {
        Write(0, Page);
        Write(1, Page);
        file.Delete(1, 2 * Page, Page);
        file.Close();
        File.Open(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        Assert.Equal([0, Page], (long[])[Write(2, 1), Write(3, 1)]);
    }

    private SlotFile Open() => new(new FileNames(directory.Location, null), flush: false);

    private void Resume()
    {
        file.Close();
        file = Open();
        file.Resume(run, "", whole, rejected);
    }

    private CheckpointHeader Header(long step, int bytes, long sequence = 0) =>
        new(run, "", Sample.Label(step, sequence), bytes, 0);

    private long Write(long step, int bytes, long sequence = 0) =>
        file.Write(Header(step, bytes, sequence), Sample.Noise(bytes, (int)step));

    private void IsRead(long step, long position, int bytes)
    {
        var read = new byte[bytes];
        file.Read(Header(step, bytes) with { Position = position }, read);
        Assert.Equal(Sample.Noise(bytes, (int)step), read);
    }

    private string Unread(long step, long position, int bytes) =>
        Assert
            .Throws<CheckpointStoreException>(() =>
                file.Read(Header(step, bytes) with { Position = position }, new byte[bytes])
            )
            .Message;

    private void Change(long position)
    {
        using var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var one = new byte[1];
        RandomAccess.Read(handle, one, position);
        one[0] ^= 1;
        RandomAccess.Write(handle, one, position);
    }

    private void Cut(long length)
    {
        using var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(handle, length);
    }
}
