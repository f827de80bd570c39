namespace Schedules.Interop.Tests;

/// <summary>The number of steps can be told once, right after the Forward that reached or
/// passed it.</summary>
public class SetLengthTests
{
    private const long Most = 1_000_000_000_000_000_000;

    [Theory]
    [InlineData(0, "too early by far")]
    [InlineData(3, "too late: an earlier Forward ended there")]
    [InlineData(7, "too early")]
    [InlineData(-1, "negative")]
    [InlineData(long.MinValue, "the least")]
    [InlineData(long.MaxValue, "the greatest")]
    public void Within_a_periodic_sweep_only_the_last_forward_can_be_where_the_end_is(long n, string why)
    {
        var run = CheckpointSchedule.PeriodicDisk(period: 3).Start();
        Assert.True(run.MoveNext() && run.MoveNext());
        Refused(run, n, "from 4 to 6", why);
        run.SetLength(5);
        Assert.Equal((5L, 5L), (run.N, run.MaxN));
        Assert.Equal(CheckpointSchedule.PeriodicDisk(3).WithSteps(5).Skip(2), run);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(Most + 1)]
    [InlineData(long.MaxValue)]
    public void Within_an_open_forward_the_end_is_anywhere_that_a_length_can_be(long n)
    {
        var run = CheckpointSchedule.SingleMemory().Start();
        Assert.True(run.MoveNext());
        Assert.Equal(Forward.OpenEnd, run.N);
        Refused(run, n, $"from 1 to {Most}", "no length");
        run.SetLength(Most);
        Assert.Equal(Most, run.MaxN);
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void The_length_is_told_once(string family)
    {
        foreach (var member in Families.Of(family))
        {
            var run = member.Open!.Start();
            Assert.True(run.MoveNext());
            run.SetLength(1);
            foreach (var n in (long[])[3, 2, 0])
                Assert.Contains("already: 1", Assert.Throws<InvalidOperationException>(() => run.SetLength(n)).Message);
            run.SetLength(1);
            Assert.Equal(1, run.MaxN);
        }
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void Before_the_first_action_there_is_nothing_to_tell(string family)
    {
        foreach (var member in Families.Of(family))
        {
            var run = member.Open!.Start();
            foreach (var n in (long[])[1, 0, -1, long.MaxValue])
                Assert.Throws<InvalidOperationException>(() => run.SetLength(n));
            Assert.Null(run.MaxN);
            Assert.True(run.MoveNext());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(-1)]
    public void An_offline_schedule_has_its_length_before_and_after_its_first_action(long n)
    {
        var run = CheckpointSchedule.Revolve(steps: 5, snapshotsInRam: 2).Start();
        Assert.Throws<InvalidOperationException>(() => run.SetLength(n));
        Assert.True(run.MoveNext());
        Assert.Contains("already: 5", Assert.Throws<InvalidOperationException>(() => run.SetLength(n)).Message);
        run.SetLength(5);
        Assert.Equal(5, run.MaxN);
    }

    [Fact]
    public void A_schedule_with_steps_is_not_told_others()
    {
        var run = CheckpointSchedule.PeriodicDisk(2).WithSteps(5).Start();
        Assert.True(run.MoveNext());
        Assert.Contains("already: 5", Assert.Throws<InvalidOperationException>(() => run.SetLength(2)).Message);
    }

    [Fact]
    public void A_run_that_waits_for_its_length_says_so_and_goes_on_once_it_is_told()
    {
        CheckpointSchedule[] waiting =
        [
            CheckpointSchedule.None(),
            CheckpointSchedule.SingleMemory(),
            CheckpointSchedule.PeriodicDisk(Most),
        ];
        foreach (var schedule in waiting)
        {
            var run = schedule.Start();
            Assert.True(run.MoveNext());
            Assert.Throws<InvalidOperationException>(() => run.MoveNext());
            Assert.Throws<InvalidOperationException>(() => run.Count());
            Assert.IsType<Forward>(run.Current);
            Assert.True(run is { IsRunning: true, IsExhausted: false });
            run.SetLength(7);
            Assert.Equal(schedule.WithSteps(7).Skip(1), run);
        }
    }

    private static void Refused(CheckpointRun run, long n, string allowed, string why)
    {
        var (stands, current) = (run.N, run.Current);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => run.SetLength(n));
        Assert.True(refused.ParamName == "n", why);
        Assert.Contains($"{n}", refused.Message);
        Assert.Contains(allowed, refused.Message);
        Assert.Equal((stands, null, current), (run.N, run.MaxN, run.Current));
    }
}
