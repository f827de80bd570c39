namespace Schedules.Interop.Tests;

/// <summary>What a loop over a run gives: at its beginning, when it is left and entered again, and
/// after its end.</summary>
public class RunLoopTests
{
    private static readonly CheckpointSchedule Revolve = CheckpointSchedule.Revolve(steps: 10, snapshotsInRam: 3);

    [Fact]
    public void There_is_no_current_action_before_the_first_move()
    {
        var run = Revolve.Start();
        Assert.Throws<InvalidOperationException>(() => _ = run.Current);
        Assert.Equal((0L, 0L, 10L), (run.N, run.R, run.MaxN));
        Assert.True(run is { IsRunning: false, IsExhausted: false });
        Assert.True(run.MoveNext());
        Assert.Equal(Revolve.First(), run.Current);
    }

    [Fact]
    public void After_its_end_a_run_gives_nothing_more()
    {
        var run = Revolve.Start();
        Assert.Equal(Revolve, run);
        Assert.Empty(run);
        Assert.False(run.MoveNext());
        Assert.False(run.MoveNext());
        Assert.Equal(new EndReverse(), run.Current);
        Assert.True(run is { IsRunning: false, IsExhausted: true, R: 10 });
    }

    [Fact]
    public void A_loop_that_is_left_is_gone_on_with_by_the_next()
    {
        var run = Revolve.Start();
        List<CheckpointAction> actions = [];
        while (!run.IsExhausted)
            foreach (var action in run)
            {
                actions.Add(action);
                if (actions.Count % 3 == 0)
                    break;
            }

        Assert.Equal(Revolve, actions);
    }

    [Fact]
    public void A_loop_ends_with_an_adjoint_calculation_though_more_are_permitted()
    {
        var run = CheckpointSchedule.SingleMemory().WithSteps(5).Start();
        Assert.Equal(["Forward", "EndForward", "Reverse", "EndReverse"], run.Select(action => action.GetType().Name));
        Assert.Equal(["Reverse", "EndReverse"], run.Select(action => action.GetType().Name));
    }

    [Fact]
    public void A_schedule_is_not_changed_by_its_runs()
    {
        var before = Revolve.ToList();
        Assert.Equal(before, Revolve.Start());
        Assert.Equal(before, Revolve.Start());
        Assert.Equal(before, Revolve);
    }
}
