namespace Schedules.Interop.Tests;

/// <summary>A fork of a run looks ahead, and leaves the run where it is.</summary>
public class ForkTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void At_every_action_it_gives_the_rest(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 6, _ => true))
        {
            var expected = schedule.ToList();
            var run = schedule.Start();
            for (var index = 0; index < expected.Count; index++)
            {
                var fork = run.Fork();
                Assert.Equal(Stands(run), Stands(fork));
                Assert.True(fork.SequenceEqual(expected.Skip(index)), label);
                Assert.True(run.MoveNext() && run.Current == expected[index], label);
            }
        }
    }

    [Fact]
    public void Its_current_action_is_that_of_the_run()
    {
        var run = CheckpointSchedule.Revolve(steps: 10, snapshotsInRam: 3).Start();
        Assert.Throws<InvalidOperationException>(() => run.Raw);
        Assert.Throws<InvalidOperationException>(() => run.Fork().Current);
        Assert.True(run.MoveNext());
        var fork = run.Fork();
        Assert.Equal(run.Current, fork.Current);
        Assert.Same(run.Current, run.Current);
        Assert.True(fork.MoveNext());
        Assert.NotEqual(run.Current, fork.Current);
    }

    [Fact]
    public void It_is_told_its_own_number_of_steps()
    {
        var run = CheckpointSchedule.PeriodicDisk(4).Start();
        Assert.True(run.MoveNext() && run.MoveNext());
        for (var steps = 5; steps <= 8; steps++)
        {
            var fork = run.Fork();
            fork.SetLength(steps);
            Assert.Equal((steps, null), (fork.MaxN, run.MaxN));
            Assert.Equal(CheckpointSchedule.PeriodicDisk(4).WithSteps(steps).Skip(2), fork);
        }

        Assert.Throws<ArgumentOutOfRangeException>("n", () => run.Fork().SetLength(4));
        Assert.True(run.MoveNext() && run.Current is Forward(8, 12, _, _, _));
    }

    [Fact]
    public void A_run_says_when_it_waits_for_its_number_of_steps()
    {
        var run = CheckpointSchedule.SingleMemory().Start();
        Assert.False(run.AwaitsLength);
        Assert.True(run.MoveNext() && run.AwaitsLength && run.Fork().AwaitsLength);
        run.SetLength(3);
        Assert.False(run.AwaitsLength);
    }

    private static object Stands(CheckpointRun run) =>
        (run.N, run.R, run.MaxN, run.IsRunning, run.IsExhausted, run.AwaitsLength);
}
