namespace Schedules.Interop.Tests;

/// <summary>What is asked of the facade beside the point: it answers, or says
/// what is wrong.</summary>
public class BesideThePointTests
{
    [Theory]
    [InlineData(Storage.Work)]
    [InlineData(Storage.None)]
    public void What_is_no_level_is_written_and_read_free(Storage level)
    {
        Assert.Equal(0, CostModel.Standard.Write(level));
        Assert.Equal(0, CostModel.Standard.Read(level));
    }

    [Fact]
    public void Verify_answers_for_no_adjoint_calculation_where_any_number_is_permitted()
    {
        var schedule = CheckpointSchedule.SingleMemory().WithSteps(3);
        Assert.Equal(schedule.Predict(0), schedule.Verify(0).Counts);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    public void Verify_refuses_the_numbers_of_adjoints_that_predict_refuses(long adjoints)
    {
        var schedule = CheckpointSchedule.Revolve(9, 3);
        Assert.Throws<ArgumentOutOfRangeException>("adjoints", () => schedule.Predict(adjoints));
        Assert.Throws<ArgumentOutOfRangeException>("adjoints", () => schedule.Verify(adjoints));
    }

    [Fact]
    public void A_timeline_throws_at_the_end_of_a_stream_that_stops_too_early()
    {
        Assert.Throws<InvalidScheduleException>(() => Referee.Timeline([Streams.Advance(0, 1)]).Count());
    }

    [Fact]
    public void An_action_that_is_null_is_a_bad_call()
    {
        Assert.ThrowsAny<ArgumentException>(() => Referee.Verify([null!]));
    }

    [Fact]
    public void Options_that_mean_nothing_are_a_bad_call()
    {
        Assert.ThrowsAny<ArgumentException>(() =>
            Referee.Verify([new EndForward(), new EndReverse()], new() { Steps = 0 })
        );
        Assert.ThrowsAny<ArgumentException>(() => Referee.FindViolation([], new() { Adjoints = -1 }));
        var limits = new Dictionary<Storage, long> { [Storage.Work] = 1 };
        Assert.ThrowsAny<ArgumentException>(() => Referee.Verify(Streams.AllInWork(3), new() { Limits = limits }));
    }

    [Fact]
    public void A_message_names_what_is_called_in_csharp()
    {
        var open = CheckpointSchedule.None();
        Assert.DoesNotContain("ofLength", Assert.Throws<InvalidOperationException>(() => open.Predict()).Message);
    }

    [Fact]
    public void A_prediction_beyond_64_bits_does_not_blame_an_argument_that_there_is_not()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 1_000_000_000_000_000_000, snapshotsInRam: 1);
        var thrown = Assert.ThrowsAny<Exception>(() => schedule.Predict());
        Assert.NotEqual("steps", (thrown as ArgumentException)?.ParamName);
    }

    [Fact]
    public void The_actual_value_is_the_argument()
    {
        var run = CheckpointSchedule.SingleMemory().Start();
        Assert.True(run.MoveNext());
        Assert.Equal(
            0L,
            Assert.Throws<ArgumentOutOfRangeException>(() => CheckpointSchedule.PeriodicDisk(0)).ActualValue
        );
        Assert.Equal(0L, Assert.Throws<ArgumentOutOfRangeException>(() => run.SetLength(0)).ActualValue);
    }

    [Fact]
    public void Counts_print_their_levels()
    {
        Assert.Contains("RAM", CheckpointSchedule.Revolve(9, 3).Predict().ToString());
    }

    [Fact]
    public void An_exception_without_a_violation_is_a_bad_call()
    {
        Assert.Throws<ArgumentNullException>("violation", () => new InvalidScheduleException(null!));
    }

    [Fact]
    public void A_schedule_costs_what_it_was_made_for()
    {
        var costs = new CostModel(1, 1, [0, 5], [0, 5]);
        var schedule = CheckpointSchedule.HRevolve(200, 2, 3, costs: costs);
        Assert.Same(costs, schedule.Costs);
        Assert.Equal(schedule.Cost(costs), schedule.Cost());
        Assert.NotEqual(schedule.Cost(CostModel.Standard), schedule.Cost());
        Assert.Same(CostModel.Standard, CheckpointSchedule.Revolve(9, 3).Costs);
    }

    [Fact]
    public void The_referee_asks_a_schedule_what_its_stream_may_do()
    {
        Assert.Null(Referee.FindViolation(CheckpointSchedule.TwoLevel(10, 2).WithSteps(25)));
        Assert.Null(Referee.FindViolation(CheckpointSchedule.UnitSizes(9, 7, 2, 3, stifflyAccurate: true)));
        Assert.Equal(40, CheckpointSchedule.Revolve(10, 5).RefereeOptions.Steps * 4);
        // Its stream alone is anybody's.
        Assert.NotNull(
            Referee.FindViolation(CheckpointSchedule.TwoLevel(10, 2).WithSteps(25).Select(action => action))
        );
    }

    [Fact]
    public void Limits_that_are_null_are_a_bad_call()
    {
        Assert.Throws<ArgumentNullException>("Limits", () => new RefereeOptions { Limits = null! });
    }

    [Fact]
    public void A_slot_for_each_step_is_predicted_at_once()
    {
        var counts = CheckpointSchedule.Revolve(1_000_000_000, 1_000_000_000).Predict();
        Assert.Equal(1_999_999_999, counts.ForwardSteps);
        Assert.Equal(999_999_999, counts.On(Storage.Ram).Writes);
        var ram = CheckpointSchedule.Multistage(1_000_000_000, int.MaxValue, 0).Predict();
        Assert.Equal(counts, ram);
    }

    [Fact]
    public void Building_mixed_tables_can_be_followed_and_stopped()
    {
        var seen = new List<double>();
        var watching = new BuildOptions { Progress = new Reporter(seen.Add) };
        CheckpointSchedule.UnitSizes(300, 40, 2, 3, options: watching);
        Assert.Equal(1, seen[^1]);
        Assert.Equal(seen.Order(), seen);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var building = new BuildOptions { Cancellation = stopped.Token };
        Assert.Throws<OperationCanceledException>(() => CheckpointSchedule.UnitSizes(300, 40, 2, 3, options: building));
    }

    private sealed class Reporter(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
