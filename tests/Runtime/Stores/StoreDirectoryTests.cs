using System.Diagnostics;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>Who has a directory, and what is left of it.</summary>
public sealed class StoreDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory parent = new();

    public void Dispose() => parent.Dispose();

    [Fact]
    public void One_that_is_given_stays_if_it_was_there_and_keeps_what_is_not_the_stores()
    {
        Directory.CreateDirectory(parent["given"]);
        File.WriteAllText(parent["given/notes"], "mine");
        var directory = Given(flush: false);
        directory.Open();
        directory.Open();
        Assert.True(directory.IsOpen);
        File.WriteAllText(directory.Names.Checkpoint(1), "");
        directory.Close(keep: false);
        directory.Close(keep: false);
        Assert.False(directory.IsOpen);
        Assert.Equal([parent["given"], parent["given/notes"]], parent.Entries().Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_that_it_makes_goes_with_it_or_is_kept_without_its_lock(bool keep)
    {
        var directory = Given(flush: true);
        Assert.False(directory.TryOpen());
        Assert.Empty(parent.Entries());
        directory.Open();
        Assert.True(File.Exists(directory.Names.Lock));
        File.WriteAllText(directory.Names.Checkpoint(1), "");
        directory.Close(keep);
        Assert.Equal(keep ? [parent["given"], directory.Names.Checkpoint(1)] : [], parent.Entries().Order());
        Assert.Equal(keep, directory.TryOpen());
        directory.Close(keep: false);
    }

    [Fact]
    public void Nobody_else_has_it_meanwhile()
    {
        var (one, other) = (Given(flush: false), Given(flush: false));
        one.Open();
        foreach (var open in (Action[])[other.Open, () => other.TryOpen()])
            Assert.Contains("another run", Assert.Throws<CheckpointStoreException>(open).Message);
        Assert.False(other.IsOpen);
        one.Close(keep: true);
        Assert.True(other.TryOpen());
        other.Close(keep: false);
    }

    [Fact]
    public void One_of_its_own_is_named_after_its_rank_and_goes_with_all_that_is_in_it()
    {
        var directory = new StoreDirectory(new() { Parent = parent.Location, Rank = "r1" }, false);
        Assert.Equal(parent.Location, Path.GetDirectoryName(directory.Location));
        Assert.StartsWith("schedules-r1-", Path.GetFileName(directory.Location), StringComparison.Ordinal);
        directory.Open();
        Directory.CreateDirectory(Path.Combine(directory.Location, "more"));
        File.WriteAllText(Path.Combine(directory.Location, "more", "data"), "");
        File.WriteAllText(directory.Names.Checkpoint(1), "");
        directory.Close(keep: false);
        Assert.Empty(parent.Entries());
    }

    [Fact]
    public void What_is_emptied_leaves_what_a_link_leads_to()
    {
        Directory.CreateDirectory(parent["elsewhere"]);
        File.WriteAllText(parent["elsewhere/data"], "mine");
        var directory = new StoreDirectory(new() { Parent = parent.Location }, false);
        directory.Open();
        Directory.CreateSymbolicLink(Path.Combine(directory.Location, "link"), parent["elsewhere"]);
        directory.Close(keep: false);
        Assert.Equal([parent["elsewhere"], parent["elsewhere/data"]], parent.Entries().Order());
    }

    [Fact]
    public void Only_what_is_named_like_one_of_this_machine_is_swept()
    {
        var dead = RunDirectories.New(parent.Location, null);
        Directory.CreateDirectory(dead);
        File.WriteAllText(Path.Combine(dead, FileNames.LockName), "");
        File.WriteAllText(Path.Combine(dead, "0000000000000000001.checkpoint"), "");
        var name = Path.GetFileName(dead);
        Assert.Matches("^schedules-[0-9a-f]{8}-[0-9a-f]{32}$", name);
        // Another machine's, a digit that is none, one too few, and one that is being made.
        string[] others =
        [
            $"schedules-00000000-{name[^32..]}",
            $"{name[..^32]}g{name[^31..]}",
            $"{name[..^1]}g",
            name[..^1],
            "schedules-",
        ];
        foreach (var other in others)
        {
            Directory.CreateDirectory(parent[other]);
            File.WriteAllText(parent[$"{other}/{FileNames.LockName}"], "");
        }

        var young = RunDirectories.New(parent.Location, "a");
        Directory.CreateDirectory(young);
        var old = RunDirectories.New(parent.Location, "b");
        Directory.CreateDirectory(old);
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow - TimeSpan.FromMinutes(2));
        Assert.Equal(2, RunDirectories.Sweep(parent.Location));
        Assert.Equal(
            others.Select(other => parent[other]).Append(young).Order(StringComparer.Ordinal),
            Directory.GetDirectories(parent.Location).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, RunDirectories.Sweep(parent["nowhere"]));
        Assert.Equal(0, RunDirectories.Sweep(parent.Location));
    }

    [Fact]
    public void What_the_dead_have_left_is_swept_by_who_makes_one_of_its_own()
    {
        var dead = RunDirectories.New(parent.Location, "a");
        Directory.CreateDirectory(dead);
        File.WriteAllText(Path.Combine(dead, "a." + FileNames.LockName), "");
        // Who was given one has nothing to do with others.
        var given = new StoreDirectory(new() { Directory = parent["elsewhere/given"] }, false);
        given.Open();
        var directory = new StoreDirectory(new() { Parent = parent.Location }, false);
        directory.Open();
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(dead), TimeSpan.FromSeconds(60)));
        directory.Close(keep: false);
        given.Close(keep: false);
        Assert.Equal([parent["elsewhere"]], parent.Entries());
    }

    /// <summary>Whoever holds the lock of a directory that nobody else knows of is sweeping it, and will be done.</summary>
    [Fact]
    public void One_of_its_own_is_asked_for_again_before_it_is_given_up()
    {
        var directory = new StoreDirectory(new() { Parent = parent.Location }, false);
        Directory.CreateDirectory(directory.Location);
        using var sweeps = new FileLock(directory.Names.Lock);
        var since = Stopwatch.GetTimestamp();
        Assert.Contains("another run", Assert.Throws<CheckpointStoreException>(directory.Open).Message);
        // A hundred times, with a thousandth of a second between.
        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromMilliseconds(50));
        Assert.True(sweeps.Remove());
        directory.Open();
        Assert.True(directory.IsOpen);
        directory.Close(keep: false);
        Assert.Empty(Directory.GetFiles(parent.Location, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void One_whose_owner_lives_is_not_swept()
    {
        var directory = new StoreDirectory(new() { Parent = parent.Location }, false);
        directory.Open();
        Assert.False(RunDirectories.TryRemove(directory.Location));
        Assert.True(File.Exists(directory.Names.Lock));
        directory.Close(keep: false);
    }

    private StoreDirectory Given(bool flush) => new(new() { Directory = parent["given"] }, flush);
}
