namespace Schedules.Interop.Tests;

/// <summary>The time-line gives what every level holds after each action.</summary>
public class TimelineTests
{
    [Fact]
    public void A_moment_gives_the_action_and_what_is_held_after_it()
    {
        var moments = Referee.Timeline(Streams.ThreeStepsOneSlot).ToList();
        Assert.Equal(Enumerable.Range(0, 12), moments.Select(moment => (int)moment.Index));
        Assert.Equal(Streams.ThreeStepsOneSlot, moments.Select(moment => moment.Action));
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0], moments.Select(moment => moment.Units(Storage.Ram)));
        Assert.All(moments, moment => Assert.Equal(0, moment.Units(Storage.Disk)));
    }

    [Fact]
    public void Dependencies_are_held_step_by_step()
    {
        // What stops here is no whole calculation, and says so only after its last action.
        var moments = Referee
            .Timeline([
                Streams.Record(0, 3, Storage.Disk),
                Streams.Keep(3, 4, Storage.Ram),
                Streams.Record(4, 6, (Storage)2),
            ])
            .Take(3);
        Assert.Equal(
            [(3, 0, 0), (3, 1, 0), (3, 1, 2)],
            moments.Select(moment => (moment.Units(Storage.Disk), moment.Units(Storage.Ram), moment.Units((Storage)2)))
        );
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_most_that_is_held_at_any_moment_is_the_peak(string family)
    {
        foreach (
            var (label, schedule) in Families.Small(
                family,
                longest: 12,
                member => member.OneUnitEach && !member.StifflyAccurate
            )
        )
        {
            var options = new RefereeOptions
            {
                Steps = schedule.Steps,
                Online = schedule.IsOnline,
                Adjoints = schedule.Adjoints,
            };
            var moments = Referee.Timeline(schedule, options).ToList();
            var profile = schedule.Verify();
            Assert.True(moments.Count == profile.Actions, label);
            foreach (var level in (Storage[])[Storage.Ram, Storage.Disk, (Storage)2])
                Assert.True(moments.Max(moment => moment.Units(level)) == profile.Peak(level), label);
        }
    }

    [Fact]
    public void It_is_read_as_it_is_computed()
    {
        var reading = new Reading(Streams.ThreeStepsOneSlot);
        var moments = Referee.Timeline(reading);
        Assert.Equal((0, 0), (reading.Times, reading.Actions));
        Assert.Equal(2, moments.Take(2).Count());
        Assert.Equal((1, 2), (reading.Times, reading.Actions));
    }

    [Fact]
    public void It_throws_where_the_stream_is_not_valid_and_not_before()
    {
        using var moments = Referee.Timeline([Streams.Advance(0, 1), Streams.Advance(0, 1)]).GetEnumerator();
        Assert.True(moments.MoveNext());
        var thrown = Assert.Throws<InvalidScheduleException>(() => moments.MoveNext());
        Assert.Equal((1, Streams.Advance(0, 1)), (thrown.Violation.Index, thrown.Violation.Action));
    }

    [Fact]
    public void Its_options_are_those_of_the_referee()
    {
        var options = new RefereeOptions { Limits = new Dictionary<Storage, long> { [Storage.Ram] = 0 } };
        var thrown = Assert.Throws<InvalidScheduleException>(() =>
            Referee.Timeline(Streams.ThreeStepsOneSlot, options).Count()
        );
        Assert.Equal(0, thrown.Violation.Index);
    }
}
