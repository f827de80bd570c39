namespace Schedules.Interop.Tests;

/// <summary>A run, and the referee beside it, begin again without new ones.</summary>
public class RestartTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void After_any_action_it_gives_all_of_them_again(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 6, _ => true))
        {
            var expected = schedule.ToList();
            var run = schedule.Start();
            var judge = Judge.For(schedule);
            for (var broken = 0; broken <= expected.Count; broken++)
            {
                for (var index = 0; index < broken && run.MoveNext(); index++)
                    judge.Step(run.Raw);
                run.Restart();
                judge.Restart();
                Assert.Equal((0L, 0L, false), (judge.Index, judge.Completed, judge.IsEnded));
                Assert.Empty(judge.Contents);
                Assert.Throws<InvalidOperationException>(() => run.Raw);
                Assert.True(run.SequenceEqual(expected), label);
                run.Restart();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void One_that_is_copied_to_another_has_its_rest_wherever_that_stood(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 5, _ => true))
        {
            var expected = schedule.ToList();
            var other = schedule.Start();
            var run = schedule.Start();
            for (var index = 0; index < expected.Count; index++)
            {
                for (var ahead = 0; ahead < 7 * index % 5 && other.MoveNext(); ahead++) { }
                run.CopyTo(other);
                Assert.Equal((run.N, run.R, run.MaxN), (other.N, other.R, other.MaxN));
                Assert.True(other.SequenceEqual(expected.Skip(index)), label);
                Assert.True(run.MoveNext() && run.Current == expected[index], label);
            }
        }
    }

    [Fact]
    public void A_number_of_steps_that_was_told_is_forgotten()
    {
        var schedule = CheckpointSchedule.PeriodicDisk(4);
        var run = schedule.Start();
        var judge = Judge.For(schedule);
        foreach (var steps in (long[])[3, 7])
        {
            while (run.MoveNext() && run.MaxN is null)
            {
                judge.Step(run.Raw);
                if (run.Raw.N1 < steps)
                    continue;
                run.SetLength(steps);
                judge.SetLength(steps);
            }

            Assert.Equal((steps, steps), (run.MaxN, judge.Steps));
            run.Restart();
            judge.Restart();
            Assert.Equal((null, null), (run.MaxN, judge.Steps));
        }
    }

    [Fact]
    public void A_referee_in_the_middle_goes_back_to_there()
    {
        var schedule = CheckpointSchedule.HRevolve(9, 1, 2);
        var start = new JudgeStart { Forward = null, Contents = [new KeptCheckpoint(Storage.Disk, 0, true, 0)] };
        var judge = new Judge(schedule.RefereeOptions, start);
        var before = judge.Contents.ToList();
        for (var again = 0; again < 2; again++)
        {
            judge.Step(new Move(0, Storage.Disk, Storage.Work));
            Assert.Empty(judge.Contents);
            judge.Restart();
            Assert.Equal(before, judge.Contents);
            Assert.Equal(1, judge.Units(Storage.Disk));
        }
    }

    [Fact]
    public void Contents_are_copied_to_a_list()
    {
        var schedule = CheckpointSchedule.Multistage(20, 2, 3);
        var judge = Judge.For(schedule);
        var list = new List<KeptCheckpoint>();
        foreach (var action in schedule)
        {
            judge.Step(action);
            list.Clear();
            judge.CopyContents(list);
            Assert.Equal(judge.Contents, list.OrderBy(kept => kept.Level).ThenBy(kept => kept.Step));
        }

        Assert.Throws<ArgumentNullException>("contents", () => judge.CopyContents(null!));
    }

    [Fact]
    public void Another_schedule_is_refused()
    {
        var run = CheckpointSchedule.Revolve(10, 3).Start();
        Assert.Throws<ArgumentException>("other", () => run.CopyTo(CheckpointSchedule.Revolve(10, 3).Start()));
        Assert.Throws<ArgumentNullException>("other", () => run.CopyTo(null!));
    }
}
