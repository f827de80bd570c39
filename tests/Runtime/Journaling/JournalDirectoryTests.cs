namespace Schedules.Runtime.Tests.Journaling;

public sealed class JournalDirectoryTests : IDisposable
{
    private static readonly byte[] State = [1, 2, 3, 4, 5];

    private static readonly JournalEntry Reversed = Entries.Any with { Reversed = 2 };

    private readonly Scratch scratch = new();

    private string Place => scratch["run"];

    private string Journal => Path.Combine(Place, JournalDirectory.FileName);

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "missing")]
    public void What_is_no_entry_is_told_and_not_given(string body, string fault)
    {
        using var directory = JournalDirectory.Open(Place, false);
        JournalFile.WriteBody(Journal, System.Text.Encoding.UTF8.GetBytes(body));
        Refused(directory, fault);
    }

    [Fact]
    public void An_entry_that_says_what_cannot_be_is_told_and_not_given()
    {
        using var directory = JournalDirectory.Open(Place, false);
        directory.WriteFirst(Entries.Any);
        Assert.Equal(Entries.Any, directory.ReadIfWhole(out var damaged));
        Assert.Null(damaged);
        directory.WriteFirst(Entries.Any with { Completed = -1 });
        Refused(directory, "Completed is -1");
    }

    [Fact]
    public void The_directory_of_a_rank_is_no_link()
    {
        Directory.CreateDirectory(scratch["elsewhere"]);
        Directory.CreateSymbolicLink(Place, scratch["elsewhere"]);
        var refused = Assert.Throws<JournalException>(() => JournalDirectory.Open(Place, true));
        Assert.Contains("a link", refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(scratch["elsewhere"]));
        JournalDirectory.Open(Place, false).Dispose();
    }

    [Fact]
    public void A_process_alone_keeps_one_entry_and_one_state()
    {
        using var directory = JournalDirectory.Open(Place, false);
        var one = directory.Write(Reversed, State);
        var two = directory.Write(Reversed with { Reversed = 3 }, State);
        Assert.Null(two.Previous);
        Assert.Equal([two.Adjoint!.Name], States());
        Assert.NotEqual(one.Adjoint!.Name, two.Adjoint.Name);
    }

    [Fact]
    public void A_rank_keeps_the_entry_before_too_with_its_state_and_none_before_that()
    {
        var entry = Reversed with { Place = new(0, 2) };
        using var directory = JournalDirectory.Open(Place, true);
        var one = directory.Write(entry, State);
        Assert.Null(one.Previous);
        var two = directory.Write(entry with { Reversed = 3 }, State);
        Assert.Equal(one, two.Previous);
        Assert.Equal([one.Adjoint!.Name, two.Adjoint!.Name], States());
        var three = directory.Write(entry with { Reversed = 4 }, State);
        Assert.Equal(two with { Previous = null }, three.Previous);
        Assert.Equal([two.Adjoint.Name, three.Adjoint!.Name], States());
    }

    [Fact]
    public void A_state_is_given_for_the_place_where_it_was_taken()
    {
        using var directory = JournalDirectory.Open(Place, false);
        var entry = directory.Write(Reversed, State);
        using (var read = directory.ReadState(entry, entry.Adjoint!))
            Assert.Equal(State, read.Data.First(State.Length).ToArray());
        foreach (var other in (JournalEntry[])[entry with { Steps = 8 }, entry with { Reversed = 3 }])
            Assert.Contains("is not as it was written", Unread(directory, other).Message);
    }

    [Fact]
    public void A_state_that_is_gone_means_to_begin_anew_and_one_that_cannot_be_read_may_be_once_more()
    {
        using var directory = JournalDirectory.Open(Place, false);
        var entry = directory.Write(Reversed, State);
        var file = Path.Combine(Place, entry.Adjoint!.Name);
        File.Move(file, scratch["elsewhere"]);
        Assert.EndsWith("the run begins anew", Unread(directory, entry).Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(file, scratch["elsewhere"]);
        Assert.EndsWith("start the run once more", Unread(directory, entry).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_run_that_is_complete_nothing_is_left()
    {
        var directory = JournalDirectory.Open(Place, false);
        directory.Write(Reversed, State);
        File.WriteAllText(Journal + JournalFile.TemporarySuffix, "begun");
        File.WriteAllText(Path.Combine(Place, $"adjoint-7.state{JournalFile.TemporarySuffix}"), "begun");
        directory.Remove();
        directory.Clean();
        Assert.False(Directory.Exists(Place) && Directory.EnumerateFileSystemEntries(Place).Any());
    }

    [Fact]
    public void A_run_that_has_not_begun_leaves_nothing_but_a_journal_of_before()
    {
        JournalDirectory.Open(Place, false).Abandon();
        Assert.False(Directory.Exists(Place) && Directory.EnumerateFileSystemEntries(Place).Any());
        using (var before = JournalDirectory.Open(Place, false))
        {
            before.WriteFirst(Entries.Any);
            Directory.CreateDirectory(Path.Combine(Place, "level1"));
        }

        var found = Directory.GetFileSystemEntries(Place);
        JournalDirectory.Open(Place, false).Abandon();
        Assert.Equal(found, Directory.GetFileSystemEntries(Place));
    }

    private void Refused(JournalDirectory directory, string fault)
    {
        Assert.Null(directory.ReadIfWhole(out var damaged));
        Assert.Contains(fault, damaged!.Message);
        Assert.Equal(Journal, damaged.Path);
        Assert.Contains(fault, Assert.Throws<JournalException>(directory.Read).Message);
    }

    private static JournalException Unread(JournalDirectory directory, JournalEntry entry) =>
        Assert.Throws<JournalException>(() => directory.ReadState(entry, entry.Adjoint!));

    private string[] States() =>
        [.. Directory.EnumerateFiles(Place, "adjoint-*").Select(file => Path.GetFileName(file)).Order()];
}
