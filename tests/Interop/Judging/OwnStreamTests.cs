namespace Schedules.Interop.Tests;

/// <summary>The referee judges and counts a stream that a user has written.</summary>
public class OwnStreamTests
{
    [Fact]
    public void A_valid_stream_is_counted()
    {
        var profile = Referee.Verify(Streams.ThreeStepsOneSlot);
        Assert.Equal((12, 3), (profile.Actions, profile.Steps));
        Assert.Equal(
            (6, 3, 3),
            (profile.Counts.ForwardSteps, profile.Counts.RecordedSteps, profile.Counts.ReversedSteps)
        );
        Assert.Equal([Storage.Ram], profile.Counts.Levels);
        Assert.Equal(new LevelCounts(Writes: 1, Reads: 2, Deletes: 1), profile.Counts.On(Storage.Ram));
        Assert.Equal((1, 1), (profile.Peak(Storage.Ram), profile.WorkPeak));
        Assert.Equal(2, profile.Counts.RecomputationRatio(steps: 3));
    }

    [Fact]
    public void Its_makespan_is_the_sum_of_what_things_cost()
    {
        var counts = Referee.Verify(Streams.ThreeStepsOneSlot).Counts;
        Assert.Equal(3 * 1 + 3 * 1, counts.Makespan());
        Assert.Equal(3 * 2 + 3 * 5 + 1 * 7 + 2 * 11, counts.Makespan(new CostModel(2, 5, [7], [11])));
    }

    [Fact]
    public void To_delete_a_checkpoint_is_no_read()
    {
        CheckpointAction[] stream =
        [
            Streams.Keep(0, 1, Storage.Disk),
            Streams.Record(1, 3, Storage.Disk),
            new EndForward(),
            new Move(1, Storage.Disk, Storage.Ram),
            new Copy(1, Storage.Ram, Storage.Work),
            new Move(1, Storage.Ram, Storage.None),
            new Reverse(3, 1, true),
            new Copy(0, Storage.Disk, Storage.Work),
            new Move(0, Storage.Disk, Storage.None),
            Streams.Record(0, 1, Storage.Work),
            new Reverse(1, 0, true),
            new EndReverse(),
        ];
        var counts = Referee.Verify(stream).Counts;
        Assert.Equal(new LevelCounts(Writes: 2, Reads: 2, Deletes: 2), counts.On(Storage.Disk));
        Assert.Equal(new LevelCounts(Writes: 1, Reads: 1, Deletes: 1), counts.On(Storage.Ram));
        Assert.Equal([Storage.Ram, Storage.Disk], counts.Levels);
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_actions_of_a_schedule_are_judged_as_the_schedule_judges_them(string family)
    {
        foreach (
            var (label, schedule) in Families.Small(
                family,
                longest: 10,
                member => member.OneUnitEach && !member.StifflyAccurate
            )
        )
        foreach (var adjoints in Families.Permitted(schedule))
        {
            var own = schedule.Verify(adjoints);
            var profile = Referee.Verify(
                schedule.Actions(adjoints),
                new()
                {
                    Steps = schedule.Steps,
                    Online = schedule.IsOnline,
                    Adjoints = schedule.Adjoints,
                }
            );
            Assert.True(own.Counts == profile.Counts && own.Actions == profile.Actions, label);
            Assert.True(own.Steps == profile.Steps && own.WorkPeak == profile.WorkPeak, label);
            Assert.All([Storage.Ram, Storage.Disk], level => Assert.Equal(own.Peak(level), profile.Peak(level)));
        }
    }

    [Theory]
    [MemberData(nameof(Families.AllOffline), MemberType = typeof(Families))]
    public void The_strict_reading_has_nothing_against_a_schedule_of_known_length(string family)
    {
        foreach (
            var (label, schedule) in Families.Small(
                family,
                longest: 10,
                member => member.OneUnitEach && !member.StifflyAccurate
            )
        )
        {
            var options = new RefereeOptions { Steps = schedule.Steps, Strict = true };
            Assert.True(Referee.FindViolation(schedule, options) is null, label);
        }
    }

    [Fact]
    public void A_stream_is_read_once_and_no_further_than_what_is_wrong()
    {
        var reading = new Reading([Streams.Advance(0, 1), Streams.Advance(0, 1), Streams.Advance(1, 2)]);
        Assert.Equal(1, Referee.FindViolation(reading)?.Index);
        Assert.Equal((1, 2), (reading.Times, reading.Actions));

        reading = new Reading(Streams.ThreeStepsOneSlot);
        Assert.Equal(12, Referee.Verify(reading).Actions);
        Assert.Equal((1, 12), (reading.Times, reading.Actions));
    }

    [Fact]
    public void A_stream_without_an_end_is_judged_in_bounded_memory()
    {
        var violation = Referee.FindViolation(Forever().Take(100_000));
        Assert.Equal((100_000, null), (violation?.Index, violation?.Action));
        Assert.Equal("the stream stops before the calculation is complete", violation?.Reason);
    }

    [Fact]
    public void No_stream_at_all_is_a_bad_call()
    {
        Refuses(actions => Referee.Verify(actions));
        Refuses(actions => Referee.FindViolation(actions));
        Refuses(actions => Referee.Timeline(actions));
    }

    private static void Refuses(Func<IEnumerable<CheckpointAction>, object?> call) =>
        Assert.Equal("actions", Assert.Throws<ArgumentNullException>(() => _ = call(null!)).ParamName);

    private static IEnumerable<CheckpointAction> Forever()
    {
        for (long step = 0; ; step++)
            yield return Streams.Advance(step, step + 1);
    }
}
