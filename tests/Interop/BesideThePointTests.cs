namespace Schedules.Interop.Tests;

/// <summary>What is asked of the facade beside the point: it answers, or says what is wrong.</summary>
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
        Assert.Equal(0L, Assert.Throws<ArgumentOutOfRangeException>(() => run.Finalize(0)).ActualValue);
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
}
