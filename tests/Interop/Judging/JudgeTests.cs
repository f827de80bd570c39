namespace Schedules.Interop.Tests;

/// <summary>The judge steps along with a calculation, and says what there is where.</summary>
public class JudgeTests
{
    public static TheoryData<Wrong> Wrongs => [.. WrongStreams.All];

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void It_refuses_what_the_referee_refuses_and_nothing_before(Wrong wrong)
    {
        var expected = Referee.FindViolation(wrong.Stream, wrong.Options)!;
        foreach (var raw in (bool[])[false, true])
        {
            var judge = new Judge(wrong.Options);
            foreach (var action in wrong.Stream.Take((int)expected.Index))
                Step(judge, action, raw);
            var refused = Assert.Throws<InvalidScheduleException>(() =>
            {
                if (expected.Action is { } action)
                    Step(judge, action, raw);
                else
                    judge.Finish();
            });
            Assert.Equal(expected, refused.Violation);
            Assert.Equal(expected.Index, judge.Index);
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void It_follows_every_schedule_to_its_end(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 7, _ => true))
        {
            var judge = Judge.For(schedule);
            var (steps, index) = (schedule.Steps, 0L);
            foreach (var moment in Referee.Timeline(schedule))
            {
                Assert.Equal(index++, judge.Index);
                judge.Step(moment.Action);
                foreach (var level in (Storage[])[Storage.Ram, Storage.Disk, (Storage)2])
                    Assert.True(moment.Units(level) == judge.Units(level), label);
                Assert.All(
                    judge.Contents,
                    kept => Assert.True(judge.Holds(kept.Level, kept.Step) && judge.Find(kept.Level, kept.Step) == kept)
                );
            }

            Assert.True((judge.Steps, judge.Completed) == (steps, schedule.Adjoints == 0 ? 0 : 1), label);
            judge.Finish();
            Assert.True(judge.IsEnded == schedule.Adjoints is not null, label);
        }
    }

    [Fact]
    public void It_says_what_there_is_where()
    {
        var judge = new Judge(new RefereeOptions { Steps = 5, DependencyUnits = 3 });
        Assert.True(judge is { Index: 0, Forward: 0, Steps: 5, Adjoint: 5, IsInForwardPass: true, IsEnded: false });
        Assert.True(judge.Work is { IsEmpty: true, RestartStep: null, HasDependencies: false });
        judge.Step(new Forward(0, 2, true, true, Storage.Disk));
        judge.Step(Streams.Keep(2, 3, Storage.Ram));
        judge.Step(Streams.Record(3, 5, Storage.Work));
        Assert.Equal(new WorkContents(null, 3, 5), judge.Work);
        Assert.Equal((7, 1, 0), (judge.Units(Storage.Disk), judge.Units(Storage.Ram), judge.Units((Storage)7)));
        KeptCheckpoint[] all = [new(Storage.Ram, 2, true, 2), new(Storage.Disk, 0, true, 2)];
        Assert.Equal(all, judge.Contents);
        Assert.Equal((true, false), (all[1].HasDependencies, all[0].HasDependencies));
        Assert.Equal(all[1], judge.Find(Storage.Disk, 0));
        Assert.Null(judge.Find(Storage.Disk, 2));
        Assert.True(judge.TryFind(Storage.Ram, 2, out var kept) && kept == all[0]);
        Assert.False(judge.TryFind(Storage.Work, 2, out _) || judge.Holds(Storage.Ram, 0));
        judge.Step(new EndForward());
        judge.Step(new Reverse(5, 3, true));
        judge.Step(new Move(2, Storage.Ram, Storage.Work));
        Assert.Equal(new WorkContents(2, 0, 0), judge.Work);
        Assert.True(judge is { Forward: 2, Adjoint: 3, Reversed: 2, Completed: 0, IsInForwardPass: false, Index: 6 });
    }

    [Fact]
    public void The_number_of_steps_is_told_by_hand_or_found_at_the_end()
    {
        foreach (var tell in (bool[])[false, true])
        {
            var judge = new Judge(new RefereeOptions());
            Assert.Throws<ArgumentOutOfRangeException>("n", () => judge.SetLength(1));
            judge.Step(Streams.Record(0, 4, Storage.Disk));
            Assert.Equal((null, null), (judge.Steps, judge.Adjoint));
            foreach (var n in (long[])[5, 0, -1, long.MaxValue])
                Assert.Contains(
                    "from 1 to 4",
                    Assert.Throws<ArgumentOutOfRangeException>("n", () => judge.SetLength(n)).Message
                );
            if (tell)
            {
                judge.SetLength(3);
                judge.SetLength(3);
                Assert.Throws<InvalidOperationException>(() => judge.SetLength(2));
            }

            judge.Step(new EndForward());
            var end = tell ? 3 : 4;
            Assert.Equal((end, end, end), (judge.Steps, judge.Adjoint, judge.Forward));
            Assert.Equal(new KeptCheckpoint(Storage.Disk, 0, false, end), Assert.Single(judge.Contents));
        }
    }

    [Fact]
    public void Online_it_is_told_as_the_forward_gets_there()
    {
        var judge = Judge.For(CheckpointSchedule.PeriodicDisk(3).WithSteps(4));
        judge.Step(Streams.Keep(0, 3, Storage.Disk));
        Assert.Null(judge.Steps);
        judge.Step(Streams.Keep(3, 6, Storage.Disk));
        Assert.Equal((4, 4), (judge.Steps, judge.Forward));
    }

    [Fact]
    public void A_fork_refuses_what_it_would_and_goes_its_own_way()
    {
        var judge = new Judge(new RefereeOptions { Limits = new Dictionary<Storage, long> { [Storage.Ram] = 1 } });
        judge.Step(Streams.ThreeStepsOneSlot[0]);
        var fork = judge.Fork();
        Assert.Equal((1, judge.Forward), (fork.Index, fork.Forward));
        Assert.Equal(judge.Contents, fork.Contents);
        Assert.Throws<InvalidScheduleException>(() => fork.Step(Streams.ThreeStepsOneSlot[0]));
        foreach (var action in Streams.ThreeStepsOneSlot.Skip(1))
            fork.Step(action);
        fork.Finish();
        Assert.Equal(1, judge.Index);
        Assert.Single(judge.Contents);
        fork.Restart();
        Assert.Equal((0, 0), (fork.Index, fork.Forward));
    }

    [Fact]
    public void What_is_refused_changes_nothing()
    {
        var judge = new Judge(new RefereeOptions { Limits = new Dictionary<Storage, long> { [Storage.Ram] = 1 } });
        foreach (var action in Streams.ThreeStepsOneSlot)
        {
            var before = (judge.Forward, judge.Work, judge.Index, judge.Steps);
            Assert.Throws<InvalidScheduleException>(() => judge.Step(Streams.Keep(2, 3, Storage.None)));
            Assert.Throws<InvalidScheduleException>(() => judge.Step(new Move(0, Storage.Ram, Storage.Ram)));
            Assert.Equal(before, (judge.Forward, judge.Work, judge.Index, judge.Steps));
            judge.Step(action);
        }

        judge.Finish();
    }

    [Fact]
    public void It_makes_no_garbage()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 1_000_000, snapshotsInRam: 30);
        var (judge, run) = (Judge.For(schedule), schedule.Start());
        Follow(judge, run, 100_000);
        var (walked, judged, rounds) = (0L, 0L, 1);
        do
        {
            var ahead = run.Fork();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Go(ahead, 100_000);
            walked = GC.GetAllocatedBytesForCurrentThread() - before;
            Follow(judge, run, 100_000);
            judged = GC.GetAllocatedBytesForCurrentThread() - before - walked;
            // The compiler optimises behind the test: on a busy machine it may not
            // have come to it yet.
            Thread.Sleep(judged - walked > 100_000 ? 250 : 0);
        } while (judged - walked > 100_000 && ++rounds < 20);

        Assert.InRange(walked, 0, 16 * 100_000);
        Assert.InRange(judged - walked, 0, 100_000);
        Assert.Equal((1 + rounds) * 100_000, judge.Index);
    }

    [Fact]
    public void A_bad_call_is_refused()
    {
        var judge = new Judge(new RefereeOptions());
        Assert.Throws<ArgumentNullException>("options", () => new Judge(null!));
        Assert.Throws<ArgumentNullException>("options", () => new Judge(null!, new JudgeStart()));
        Assert.Throws<ArgumentNullException>("start", () => new Judge(new RefereeOptions(), null!));
        Assert.Throws<ArgumentNullException>("schedule", () => Judge.For(null!));
        Assert.Throws<ArgumentNullException>("action", () => judge.Step(null!));
    }

    private static void Step(Judge judge, CheckpointAction action, bool raw)
    {
        if (raw)
            judge.Step(RawAction.FromAction(action));
        else
            judge.Step(action);
    }

    private static void Follow(Judge judge, CheckpointRun run, int actions)
    {
        for (var i = 0; i < actions && run.MoveNext(); i++)
        {
            judge.Step(run.Raw);
            if (judge.TryFind(Storage.Ram, judge.Forward ?? 0, out var kept) && !kept.HasRestartData)
                throw new InvalidOperationException();
        }
    }

    private static void Go(CheckpointRun run, int actions)
    {
        for (var i = 0; i < actions && run.MoveNext(); i++) { }
    }
}
