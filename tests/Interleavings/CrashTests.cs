using Schedules.Runtime;
using Schedules.Tests;

namespace Schedules.Interleavings;

/// <summary>Runs with a journal, broken off wherever their threads may meet, go on to the
/// same result.</summary>
[Trait(Campaign.Trait, "interleavings")]
public sealed class CrashTests
{
    private static readonly int Lives = Campaign.Of(sample: 2, full: 3);

    /// <summary>What takes half a minute only in the campaign.</summary>
    public static TheoryData<string, int> Programs
    {
        get
        {
            var programs = new TheoryData<string, int>
            {
                { Small.MovedBack, Campaign.Of(sample: 0, full: 2) },
                { Small.Replaced, Campaign.Of(sample: 0, full: 1) },
            };
            if (Campaign.IsFull)
                programs.Add(Small.TwoLevels, 1);
            return programs;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_crash_anywhere_leaves_what_a_run_goes_on_from(string name, int preemptions)
    {
        var crashes = new Crashes(Small.Of(name), Lives);
        var found = new Exploration(crashes.Run) { AtPoint = crashes.Look }.Complete(preemptions);
        Assert.True(found.Failure is null, found.Failure);
        Assert.InRange(crashes.States, 50, int.MaxValue);
    }

    [Theory]
    [InlineData(Small.MovedBack, DiskLayout.FilePerCheckpoint, 0, 1)]
    [InlineData(Small.Replaced, DiskLayout.OneFile, 0, 1)]
    public void So_does_a_crash_with_checkpoints_on_disk(string name, DiskLayout layout, int sample, int full)
    {
        var crashes = new Crashes(Small.Of(name), Lives, layout);
        var found = new Exploration(crashes.Run) { AtPoint = crashes.Look }.Complete(Campaign.Of(sample, full));
        Assert.True(found.Failure is null, found.Failure);
        Assert.InRange(crashes.States, 50, int.MaxValue);
    }

    [Fact]
    public void A_crash_anywhere_in_larger_runs_at_random_leaves_what_a_run_goes_on_from()
    {
        const int Each = 3;
        for (var program = 0; program < Campaign.Of(1, 40); program++)
        {
            var seed = Campaign.Seed + program;
            var crashes = new Crashes(Larger.Of(seed), lives: 2);
            var found = new Exploration(crashes.Run) { AtPoint = crashes.Look }.Random(Each, seed * Each);
            Assert.True(found.Failure is null, $"program {seed}: {found.Failure}");
        }
    }
}
