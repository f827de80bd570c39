namespace Schedules.Runtime.Tests.Journaling;

public sealed class JournalFileTests : IDisposable
{
    private static readonly JournalEntry Entry = Entries.Any;
    private readonly Scratch scratch = new();

    private string Place => scratch["journal.json"];

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void An_entry_is_read_as_it_was_written_also_while_another_writes()
    {
        JournalFile.Write(Place, Entry);
        using var another = new FileStream(
            Place,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        Assert.Equal(Entry, JournalFile.Inspect(Place, out var fault));
        Assert.Null(fault);
    }

    [Fact]
    public void An_entry_that_says_what_cannot_be_is_told_by_that()
    {
        JournalFile.Write(Place, Entry with { Steps = 0 });
        Assert.Equal("Steps is 0", Fault());
    }

    [Fact]
    public void A_file_without_an_entry_is_told()
    {
        JournalFile.WriteBody(Place, "null"u8);
        Assert.Equal("it is empty", Fault());
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_no_entry_is_told()
    {
        Assert.Contains(Place, Fault());
        JournalFile.WriteBody(Place, "{}"u8);
        Assert.Contains("missing", Fault());
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("\n", 3)]
    [InlineData("schedules-journal 4 ", 3)]
    [InlineData("something else\n", 3)]
    [InlineData("something else\n", 1)]
    public void A_file_of_another_kind_is_refused_without_memory_for_it(string start, long gigabytes)
    {
        using (var file = File.Create(Place))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(start));
            // Sparse: it takes no place.
            file.SetLength(gigabytes << 30);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("it is cut off, altered, or of another version", Fault());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private string? Fault()
    {
        Assert.Null(JournalFile.Inspect(Place, out var fault));
        return fault;
    }
}
