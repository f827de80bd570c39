using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Leftovers;

public sealed class LockTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    /// <summary>Who has opened a file that its owner removes, and locks it then, has
    /// locked nothing.</summary>
    [Fact]
    public void A_lock_that_is_removed_has_no_second_owner()
    {
        var (owners, taken) = (0, 0);
        Parallel.For(
            0,
            20_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            _ =>
            {
                FileLock held;
                try
                {
                    held = new(directory["lock"]);
                }
                catch (IOException refused) when (FileLock.IsHeldByAnother(refused))
                {
                    return;
                }

                Assert.Equal(1, Interlocked.Increment(ref owners));
                Interlocked.Increment(ref taken);
                Thread.Yield();
                Thread.SpinWait(2000);
                Interlocked.Decrement(ref owners);
                held.Remove();
            }
        );
        Assert.True(taken > 100, $"taken {taken} times");
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
