using System.Diagnostics;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>The writer where nothing meets anything: what happens while it writes behind the computation, tests/Interleavings
/// looks at.</summary>
public sealed class JournalWriterTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly JournalDirectory directory;
    private readonly JournalWriter writer;

    public JournalWriterTests()
    {
        directory = JournalDirectory.Open(scratch["run"], false);
        writer = new(directory, false);
    }

    private string Blocked => Path.Combine(scratch["run"], JournalDirectory.FileName + JournalFile.TemporarySuffix);

    public void Dispose()
    {
        writer.Dispose();
        directory.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void What_is_added_is_there_at_once_if_it_is_not_written_behind()
    {
        Assert.True(writer.IsIdle);
        Add(1);
        Assert.Equal(1, directory.Read()!.Reversed);
        Assert.True(writer.IsIdle);
        writer.ThrowIfFailed();
    }

    [Fact]
    public void A_state_stays_with_the_entries_that_keep_it_and_no_longer()
    {
        Add(1);
        var state = directory.Read()!.Adjoint;
        Assert.NotNull(state);
        foreach (var (keeps, expected) in new[] { (true, state), (true, state), (false, null), (true, null) })
        {
            writer.Write(Entries.Any with { Reversed = expected is null ? 0 : 1 }, keeps);
            Assert.Equal(expected, directory.Read()!.Adjoint);
        }
    }

    [Fact]
    public void What_cannot_be_written_waits_and_is_written_when_it_can_be()
    {
        Add(1);
        Directory.CreateDirectory(Blocked);
        Add(2);
        Assert.False(writer.IsIdle);
        Assert.ThrowsAny<Exception>(writer.ThrowIfFailed);
        Assert.ThrowsAny<Exception>(writer.Flush);
        writer.Retry();
        Assert.ThrowsAny<Exception>(writer.ThrowIfFailed);
        Directory.Delete(Blocked);
        Assert.Equal(1, directory.Read()!.Reversed);
        writer.Retry();
        writer.Flush();
        Assert.True(writer.IsIdle);
        Assert.Equal(2, directory.Read()!.Reversed);
    }

    /// <summary>The first takes long, so that the second comes meanwhile.</summary>
    [Fact]
    public void What_comes_while_another_fails_is_what_is_written_then()
    {
        using var behind = new JournalWriter(directory, true);
        Directory.CreateDirectory(Blocked);
        var first = behind.Take();
        first.Resize(32 << 20);
        behind.Add(Entries.Any with { Reversed = 1 }, first, 0);
        Assert.False(behind.IsIdle);
        SpinWait.SpinUntil(() => Directory.EnumerateFiles(scratch["run"], "adjoint-*").Any());
        var second = behind.Take();
        second.Resize(3);
        behind.Add(Entries.Any with { Reversed = 2 }, second, 0);
        Assert.ThrowsAny<Exception>(behind.Flush);
        Directory.Delete(Blocked);
        behind.Retry();
        behind.Flush();
        Assert.Equal((2, 3), (directory.Read()!.Reversed, directory.Read()!.Adjoint!.Bytes));
    }

    [Fact]
    public void The_longest_time_is_that_of_taking_and_writing_together()
    {
        Assert.Equal(0, writer.Longest);
        var since = Stopwatch.GetTimestamp();
        const long hour = 3600;
        Add(1, hour * Stopwatch.Frequency);
        var wrote = Stopwatch.GetTimestamp() - since;
        Assert.InRange(writer.Longest, hour * Stopwatch.Frequency + 1, hour * Stopwatch.Frequency + wrote);
        var longest = writer.Longest;
        Add(2);
        Assert.Equal(longest, writer.Longest);
    }

    private void Add(long reversed, long ticks = 0)
    {
        var state = writer.Take();
        state.Resize(3);
        state.Data.Clear();
        writer.Add(Entries.Any with { Reversed = reversed }, state, ticks);
    }
}
