namespace Schedules.Interop.Tests;

/// <summary>Each option makes a difference: a stream that is valid with one value is not
/// with another.</summary>
public class RefereeOptionsTests
{
    [Fact]
    public void Steps_says_where_the_end_is()
    {
        var four = Streams.AllInWork(steps: 4);
        Valid(four, new());
        Valid(four, new() { Steps = 4 });
        Invalid(four, new() { Steps = 3 }, "the forward may not go past step 3, where the adjoint stands");
        Invalid(four, new() { Steps = 5 }, "the forward does not stand at the end for the first time");
    }

    [Fact]
    public void Online_lets_the_last_forward_go_past_the_end()
    {
        CheckpointAction[] overshooting =
        [
            Streams.Record(0, 4, Storage.Work),
            new EndForward(),
            new Reverse(3, 0, true),
            new EndReverse(),
        ];
        Valid(overshooting, new() { Steps = 3, Online = true });
        Invalid(overshooting, new() { Steps = 3 }, "the forward may not go past step 3, where the adjoint stands");
        Assert.Equal(3, Referee.Verify(overshooting, new() { Steps = 3, Online = true }).Counts.ForwardSteps);
    }

    [Fact]
    public void Limits_says_what_a_level_may_hold()
    {
        var stream = Streams.ThreeStepsOneSlot;
        Valid(stream, Limit(Storage.Ram, 1));
        Invalid(stream, Limit(Storage.Ram, 0), "RAM would hold 1, its limit is 0");
        Valid(stream, Limit(Storage.Disk, 0));
    }

    [Fact]
    public void A_limit_counts_each_step_of_dependencies()
    {
        CheckpointAction[] stream =
        [
            Streams.Record(0, 3, (Storage)2),
            new EndForward(),
            new Move(0, (Storage)2, Storage.Work),
            new Reverse(3, 0, true),
            new EndReverse(),
        ];
        Valid(stream, Limit((Storage)2, 3));
        Invalid(stream, Limit((Storage)2, 2), "LEVEL2 would hold 3, its limit is 2");
        Assert.Equal(3, Referee.Verify(stream).Peak((Storage)2));
    }

    [Fact]
    public void WorkLimit_says_of_how_many_steps_work_may_hold_dependencies()
    {
        var four = Streams.AllInWork(steps: 4);
        Valid(four, new() { WorkLimit = 4 });
        Invalid(four, new() { WorkLimit = 3 }, "WORK would hold 4, its limit is 3");
    }

    [Fact]
    public void Adjoints_says_how_many_adjoint_calculations_there_are()
    {
        var twice = Streams.AllInWork(steps: 2, adjoints: 2);
        Valid(twice, new() { Adjoints = 2 });
        Valid(twice, new() { Adjoints = null });
        Invalid(twice, new(), "the calculation is over");
        Invalid(twice, new() { Adjoints = 3 }, "the stream stops before the calculation is complete");
        Valid(Streams.AllInWork(steps: 2, adjoints: 0), new() { Adjoints = 0 });
    }

    [Fact]
    public void After_any_number_of_adjoint_calculations_checkpoints_may_remain()
    {
        CheckpointAction[] stays =
        [
            Streams.Record(0, 1, Storage.Disk),
            new EndForward(),
            new Copy(0, Storage.Disk, Storage.Work),
            new Reverse(1, 0, true),
            new EndReverse(),
        ];
        Valid(stays, new() { Adjoints = null });
        Invalid(stays, new(), "the checkpoint of step 0 is left behind in DISK");
    }

    [Fact]
    public void Strict_keeps_restart_data_to_the_steps_of_their_forward()
    {
        CheckpointAction[] beyond =
        [
            Streams.Keep(0, 1, Storage.Ram),
            Streams.Advance(1, 2),
            new EndForward(),
            new Move(0, Storage.Ram, Storage.Work),
            Streams.Record(0, 2, Storage.Work),
            new Reverse(2, 0, true),
            new EndReverse(),
        ];
        Valid(beyond, new());
        Invalid(beyond, new() { Strict = true }, "the restart data in use serve no further than step 1");
        Valid(Streams.ThreeStepsOneSlot, new() { Strict = true });
    }

    private static RefereeOptions Limit(Storage level, long units) =>
        new() { Limits = new Dictionary<Storage, long> { [level] = units } };

    private static void Valid(IEnumerable<CheckpointAction> stream, RefereeOptions options) =>
        Assert.Null(Referee.FindViolation(stream, options));

    private static void Invalid(IEnumerable<CheckpointAction> stream, RefereeOptions options, string reason) =>
        Assert.Equal(reason, Referee.FindViolation(stream, options)?.Reason);
}
