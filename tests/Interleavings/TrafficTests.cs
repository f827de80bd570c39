using Schedules.Tests;

namespace Schedules.Interleavings;

/// <summary>The traffic between computation and stores, in all schedules with few preemptions, and
/// at random beyond: nothing hangs, is lost, is done twice or is used by two at once.</summary>
[Trait(Campaign.Trait, "interleavings")]
public sealed class TrafficTests
{
    [Theory]
    [InlineData(Small.MovedBack, 1, 3)]
    [InlineData(Small.AtOnce, 1, 3)]
    [InlineData(Small.Replaced, 1, 3)]
    [InlineData(Small.TwoLevels, 0, 2)]
    [InlineData(Small.Moved, 0, 2)]
    [InlineData(Small.Refused, 1, 2)]
    [InlineData(Small.Cancelled, 1, 2)]
    [InlineData(Small.Broken, 1, 2)]
    [InlineData(Small.Asked, 1, 3)]
    public void Nothing_goes_wrong_in_any_schedule_with_so_many_preemptions(string name, int sample, int full)
    {
        var found = new Exploration(Small.Of(name).Run).Complete(Campaign.Of(sample, full));
        Assert.True(found.Failure is null, found.Failure);
    }

    [Fact]
    public void Nothing_goes_wrong_in_larger_runs_at_random()
    {
        const int Each = 100;
        for (var program = 0; program < Campaign.Of(10, 1000); program++)
        {
            var seed = Campaign.Seed + program;
            var found = new Exploration(Larger.Of(seed).Run).Random(Each, seed * Each);
            Assert.True(found.Failure is null, $"program {seed}: {found.Failure}");
        }
    }
}
