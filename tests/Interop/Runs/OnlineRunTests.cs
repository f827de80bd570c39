namespace Schedules.Interop.Tests;

/// <summary>A run without a number of steps is told it on the way.</summary>
public class OnlineRunTests
{
    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void The_length_is_told_from_within_the_loop(string family)
    {
        foreach (var member in Families.Of(family))
            for (var steps = 1; steps <= 12; steps++)
                Assert.True(
                    FoundOut(member.Open!.Start(), steps).SequenceEqual(member.WithSteps(steps)),
                    $"{member.Label}, {steps} steps"
                );
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void Each_further_foreach_is_a_further_adjoint_calculation(string family)
    {
        foreach (var member in Families.Of(family).Where(member => member.Open!.Adjoints is null))
            for (var steps = 1; steps <= 12; steps++)
            {
                var run = member.Open!.Start();
                CheckpointAction[][] each =
                [
                    [.. FoundOut(run, steps)],
                    [.. run],
                    [.. run],
                ];
                Assert.True(
                    each.SelectMany(actions => actions).SequenceEqual(member.WithSteps(steps).Actions(3)),
                    member.Label
                );
                Assert.All(each, actions => Assert.Single(actions.OfType<EndReverse>()));
                Assert.True(run is { IsExhausted: false, IsRunning: true }, member.Label);
            }
    }

    [Fact]
    public void A_sweep_that_drops_checkpoints_never_holds_more_than_its_slots()
    {
        foreach (var policy in Enum.GetValues<OnlinePolicy>())
        {
            var run = CheckpointSchedule.Online(policy, snapshots: 3).Start();
            var actions = FoundOut(run, steps: 40).ToList();
            var sweep = actions.TakeWhile(action => action is not EndForward).ToList();
            Assert.Contains(sweep, action => action is Move { From: Storage.Ram, To: Storage.None });

            var moments = Referee.Timeline(actions, new() { Steps = 40, Online = true }).ToList();
            Assert.True(moments.Max(moment => moment.Units(Storage.Ram)) == 3, $"{policy}");
            Assert.True(moments[sweep.Count].Units(Storage.Ram) >= 1, $"{policy}");
            Assert.True(moments[^1].Units(Storage.Ram) == 0, $"{policy}");
            Assert.Equal(40, run.MaxN);
        }
    }

    [Fact]
    public void The_steps_of_a_schedule_with_steps_are_told_by_themselves()
    {
        var run = CheckpointSchedule.PeriodicDisk(period: 4).WithSteps(6).Start();
        List<(long?, long?)> stands = [];
        while (run.MoveNext() && run.Current is Forward)
            stands.Add((run.N, run.MaxN));
        Assert.Equal([(4, null), (6, 6)], stands);
    }

    [Fact]
    public void Two_runs_of_a_schedule_do_not_disturb_each_other()
    {
        var schedule = CheckpointSchedule.TwoLevel(period: 3, binomialSnapshots: 1);
        var (five, eight) = (schedule.Start(), schedule.Start());
        using var first = FoundOut(five, 5).GetEnumerator();
        using var second = FoundOut(eight, 8).GetEnumerator();
        List<CheckpointAction> ofFive = [];
        List<CheckpointAction> ofEight = [];
        while (first.MoveNext() | second.MoveNext())
        {
            if (!(ofFive.LastOrDefault() is EndReverse))
                ofFive.Add(first.Current);
            ofEight.Add(second.Current);
        }

        Assert.Equal(schedule.WithSteps(5), ofFive);
        Assert.Equal(schedule.WithSteps(8), ofEight);
    }

    private static IEnumerable<CheckpointAction> FoundOut(CheckpointRun run, long steps)
    {
        foreach (var action in run)
        {
            if (run.MaxN is null && action is Forward(_, var n1, _, _, _) && n1 >= steps)
                run.SetLength(steps);
            yield return action;
        }
    }
}
