using System.Collections;

namespace Schedules.Interop.Tests;

/// <summary>A schedule is a value that is enumerated as often as one likes.</summary>
public class EnumerationTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void Enumerating_twice_gives_the_same(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
            Assert.True(schedule.ToList().SequenceEqual(schedule), label);
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void Two_enumerators_side_by_side_do_not_disturb_each_other(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
        {
            List<CheckpointAction> ahead = [];
            List<CheckpointAction> behind = [];
            using var first = schedule.GetEnumerator();
            using var second = schedule.GetEnumerator();
            while (first.MoveNext())
            {
                ahead.Add(first.Current);
                if (ahead.Count % 2 == 0 && second.MoveNext())
                    behind.Add(second.Current);
            }

            while (second.MoveNext())
                behind.Add(second.Current);
            Assert.True(ahead.SequenceEqual(schedule) && behind.SequenceEqual(schedule), label);
        }
    }

    [Fact]
    public void Linq_works_on_a_schedule()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 10, snapshotsInRam: 3);
        Assert.Equal(10, schedule.OfType<Reverse>().Sum(action => action.N1 - action.N0));
        Assert.Equal(new Forward(0, 4, true, false, Storage.Ram), schedule.First());
        Assert.Equal(new EndReverse(), schedule.Last());
        Assert.Equal(schedule.Predict().On(Storage.Ram).Reads, schedule.Count(action => action is Copy or Move));
    }

    [Fact]
    public void The_untyped_enumerator_gives_the_same()
    {
        var schedule = CheckpointSchedule.Revolve(10, 3);
        Assert.Equal(schedule, ((IEnumerable)schedule).Cast<CheckpointAction>());
        var run = schedule.Start();
        Assert.Equal(schedule, ((IEnumerable)run).Cast<CheckpointAction>());
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void Without_a_number_of_steps_the_call_itself_throws(string family)
    {
        foreach (var member in Families.Of(family))
        {
            var open = member.Open!;
            Assert.Throws<InvalidOperationException>(() => _ = open.GetEnumerator());
            Assert.Throws<InvalidOperationException>(() => _ = ((IEnumerable)open).GetEnumerator());
            Assert.Throws<InvalidOperationException>(() => _ = open.Actions());
            Assert.Throws<InvalidOperationException>(() => _ = open.Predict());
            Assert.Throws<InvalidOperationException>(() => _ = open.Cost());
            Assert.Throws<InvalidOperationException>(() => _ = open.Verify());
        }
    }

    [Fact]
    public void An_online_schedule_stays_open_when_one_with_steps_is_made_of_it()
    {
        var open = CheckpointSchedule.PeriodicDisk(3);
        var ten = open.WithSteps(10);
        var four = ten.WithSteps(4);
        Assert.Equal((null, 10L, 4L), (open.Steps, ten.Steps, four.Steps));
        Assert.True(open.IsOnline && ten.IsOnline && four.IsOnline);
        Assert.Equal(open.WithSteps(4), four);
    }

    [Fact]
    public void No_more_adjoint_calculations_are_given_than_are_permitted()
    {
        var once = CheckpointSchedule.Revolve(10, 3);
        Assert.Equal(once.Actions(1), once.Actions(7));
        var never = CheckpointSchedule.None().WithSteps(10);
        Assert.Equal([new Forward(0, Forward.OpenEnd, false, false, Storage.None), new EndForward()], never.Actions(7));
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void No_adjoint_calculation_is_the_forward_alone(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
        {
            // A schedule of unknown length also drops checkpoints on the way.
            var forward = schedule.Actions(0).ToList();
            var others = forward.Where(action => action is not (Forward or Move { To: Storage.None }));
            Assert.True(forward.Last() is EndForward && others.Count() == 1, label);
        }
    }
}
