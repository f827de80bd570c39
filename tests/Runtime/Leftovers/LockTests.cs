using Schedules.Runtime.Tests.Stores;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Leftovers;

public sealed class LockTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    /// <summary>Who has opened a file that its owner removes, and locks it then, has
    /// locked nothing.</summary>
    [Fact]
    [Trait(Campaign.Trait, "kills")]
    public void A_lock_that_is_removed_has_no_second_owner()
    {
        var (owners, taken, most) = (0, 0, Campaign.Of(100, 5000));
        // Until it has been taken often, however busy the machine is.
        Parallel.For(
            0,
            8,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            _ =>
            {
                while (Volatile.Read(ref taken) < most)
                {
                    FileLock held;
                    try
                    {
                        held = new(directory["lock"]);
                    }
                    catch (IOException refused) when (FileLock.IsHeldByAnother(refused))
                    {
                        continue;
                    }

                    Assert.Equal(1, Interlocked.Increment(ref owners));
                    Interlocked.Increment(ref taken);
                    Thread.Yield();
                    Thread.SpinWait(2000);
                    Interlocked.Decrement(ref owners);
                    held.Remove();
                }
            }
        );
        Assert.Empty(directory.Entries());
    }

    [Fact]
    public void It_is_made_where_it_may_be_and_removed_once()
    {
        Assert.Throws<FileNotFoundException>(() => new FileLock(directory["lock"], create: false));
        Assert.Empty(directory.Entries());
        Directory.CreateDirectory(directory["above"]);
        using var held = new FileLock(directory["above/lock"]);
        Assert.True(held.KeepsOthersOut());
        var refused = Assert.Throws<IOException>(() => new FileLock(directory["above/lock"]));
        Assert.True(FileLock.IsHeldByAnother(refused));
        Assert.True(held.Remove(directory["above"]));
        Assert.Empty(directory.Entries());
        Assert.False(held.Remove());
    }

    /// <summary>Removed while another opens it, or replaced: what the name leads to is not this one's.</summary>
    [Fact]
    public void What_has_its_name_meanwhile_is_not_removed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var held = new FileLock(directory["lock"]);
        File.Delete(directory["lock"]);
        File.WriteAllText(directory["lock"], "another's");
        Assert.True(held.Remove());
        Assert.Equal("another's", File.ReadAllText(directory["lock"]));
    }

    [Fact]
    public void What_is_not_ours_under_its_name_is_refused()
    {
        File.WriteAllText(directory["other"], "mine");
        File.CreateSymbolicLink(directory["lock"], directory["other"]);
        Assert.Throws<IOException>(() => new FileLock(directory["lock"]));
        Assert.Equal("mine", File.ReadAllText(directory["other"]));
    }
}
