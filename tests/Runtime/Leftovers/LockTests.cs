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
    public void What_is_not_ours_under_its_name_is_refused()
    {
        File.WriteAllText(directory["other"], "mine");
        File.CreateSymbolicLink(directory["lock"], directory["other"]);
        Assert.Throws<IOException>(() => new FileLock(directory["lock"]));
        Assert.Equal("mine", File.ReadAllText(directory["other"]));
    }
}
