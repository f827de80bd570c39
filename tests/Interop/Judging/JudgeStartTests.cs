namespace Schedules.Interop.Tests;

/// <summary>A judge starts where a calculation was broken off.</summary>
public class JudgeStartTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void From_every_position_with_empty_work_the_rest_is_judged(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 6, _ => true))
        {
            var actions = schedule.ToList();
            var judge = Judge.For(schedule);
            for (var index = 0; index < actions.Count; judge.Step(actions[index++]))
                if (judge.Work.IsEmpty && (judge.IsInForwardPass || judge.Steps is not null))
                    Resume(schedule, judge, actions[index..], $"{label}, from {index}");
        }
    }

    private static void Resume(CheckpointSchedule schedule, Judge judge, List<CheckpointAction> rest, string label)
    {
        if (judge.IsInForwardPass && schedule.IsOnline && judge.Steps is not null)
            return; // Told, and before EndForward: a moment that no sweep is resumed at.
        var resumed = new Judge(
            schedule.RefereeOptions,
            new()
            {
                IsInForwardPass = judge.IsInForwardPass,
                Forward = judge.Forward,
                Reversed = judge.Reversed,
                Completed = judge.Completed,
                Contents = [.. judge.Contents],
            }
        );
        Assert.True(resumed.Contents.SequenceEqual(judge.Contents), label);
        Assert.True((resumed.Forward, resumed.Adjoint) == (judge.Forward, judge.Adjoint), label);
        foreach (var action in rest)
            resumed.Step(action);
        resumed.Finish();
    }

    [Fact]
    public void What_remains_is_judged_as_always()
    {
        var judge = new Judge(
            new RefereeOptions { Steps = 9 },
            new() { Reversed = 3, Contents = [new(Storage.Disk, 4, true, 4), new(Storage.Disk, 2, true, 2)] }
        );
        Assert.True(judge is { Adjoint: 6, Forward: null, IsInForwardPass: false, Index: 0 });
        Refused(new Forward(4, 6, false, true, Storage.Work), "stands nowhere");
        judge.Step(new Move(4, Storage.Disk, Storage.Work));
        judge.Step(Streams.Record(4, 6, Storage.Work));
        judge.Step(new Reverse(6, 4, true));
        Refused(new Move(4, Storage.Disk, Storage.Work), "no checkpoint of step 4");
        Refused(new EndForward(), "for the first time");

        void Refused(CheckpointAction action, string why) =>
            Assert.Contains(why, Assert.Throws<InvalidScheduleException>(() => judge.Step(action)).Message);
    }

    [Fact]
    public void There_is_no_such_position()
    {
        var nine = new RefereeOptions { Steps = 9 };
        var kept = new KeptCheckpoint(Storage.Ram, 2, true, 2);
        Refused(new() { Reversed = 10 }, "Reversed is 10; allowed: from 0 to 9");
        Refused(new() { Reversed = -1 }, "Reversed is -1");
        Refused(new() { IsInForwardPass = true, Reversed = 1 }, "allowed: from 0 to 0");
        Refused(new() { Completed = 1 }, "Completed is 1; allowed: from 0 to 0");
        Refused(new() { Forward = 10 }, "Forward is 10; allowed: from 0 to 9");
        Refused(new() { Forward = -1 }, "Forward is -1");
        Refused(new() { Contents = [kept, kept] }, "exists in RAM already");
        Refused(new() { Contents = [kept with { Level = Storage.Work }] }, "not possible");
        Refused(new() { Contents = [kept with { Step = -1 }] }, "no range");
        Refused(new() { Contents = [kept with { HasRestartData = false }] }, "no range");
        Refused(new(), "options give it", new RefereeOptions());
        Refused(
            new() { Contents = [kept] },
            "its limit is 0",
            new()
            {
                Steps = 9,
                Limits = new Dictionary<Storage, long> { [Storage.Ram] = 0 },
            }
        );
        Assert.Throws<ArgumentNullException>("Contents", () => new JudgeStart { Contents = null! });

        void Refused(JudgeStart start, string why, RefereeOptions? options = null) =>
            Assert.Contains(
                why,
                Assert.Throws<ArgumentException>("start", () => new Judge(options ?? nine, start)).Message
            );
    }
}
