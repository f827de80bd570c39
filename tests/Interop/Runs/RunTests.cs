using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>A run knows where it stands: after every action where the referee, told the
/// same, says.</summary>
public class RunTests
{
    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void A_run_stands_where_the_referee_says_at_every_action(string family)
    {
        foreach (var member in Families.Of(family))
            for (var steps = 1; steps <= 12; steps++)
                Follow(member, steps, $"{member.Label}, {steps} steps");
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void A_buffer_of_any_size_takes_what_comes_one_by_one(string family)
    {
        foreach (var member in Families.Of(family))
            for (var steps = 1; steps <= 9; steps++)
                foreach (var size in (int[])[1, 2, 3, 7, 500])
                {
                    var (single, filled) = (Start(member, steps), Start(member, steps));
                    var buffer = new RawAction[size];
                    for (var ends = member.WithSteps(steps).Adjoints ?? 3; ends > 0; )
                    {
                        var count = filled.Fill(buffer);
                        foreach (var action in buffer.AsSpan(0, count))
                        {
                            Assert.True(single.MoveNext());
                            Assert.Equal(single.Raw, action);
                            if (action.Kind == ActionKind.EndReverse)
                                ends--;
                        }
                        Assert.Equal(
                            (single.Raw, single.N, single.R, single.MaxN, single.IsExhausted),
                            (filled.Raw, filled.N, filled.R, filled.MaxN, filled.IsExhausted)
                        );
                        if (count == 0)
                            break;
                        if (single.MaxN is null && single.N >= steps)
                            foreach (var run in (CheckpointRun[])[single, filled])
                                run.SetLength(steps);
                    }
                }
    }

    [Fact]
    public void No_buffer_is_filled_where_there_is_no_action()
    {
        var run = CheckpointSchedule.Revolve(3, 1).Start();
        Assert.Equal(0, run.Fill([]));
        Assert.Throws<InvalidOperationException>(() => run.Raw);
        var open = CheckpointSchedule.SingleMemory().Start();
        Assert.Equal(1, open.Fill(new RawAction[2]));
        Assert.Throws<InvalidOperationException>(() => open.Fill(new RawAction[2]));
        open.SetLength(2);
        Assert.Equal(1, open.Fill(new RawAction[2]));
    }

    private static CheckpointRun Start(Member member, long steps) => (member.Open ?? member.WithSteps(steps)).Start();

    /// <summary>The actions come from the core here, so that the referee's input is none of
    /// the facade's.</summary>
    private static void Follow(Member member, long steps, string label)
    {
        var run = (member.Open ?? member.WithSteps(steps)).Start();
        var core = member.CoreWithSteps(steps);
        var adjoints = member.WithSteps(steps).Adjoints;
        var position = Core.PositionModule.start(
            member.Open is null ? FSharpValueOption<long>.NewValueSome(steps) : FSharpValueOption<long>.ValueNone
        );
        Same(position, run, started: false, label);

        foreach (var action in Core.ScheduleModule.actionsOf(adjoints ?? 3, core))
        {
            Assert.True(run.MoveNext(), label);
            Assert.Equal(Core.ActionModule.toJson(action), run.Current.ToJson());
            position = Core.Replay.step(core.Limits, position, action).ResultValue;
            Same(position, run, started: true, label);
            if (run.MaxN is null && run.N >= steps)
            {
                run.SetLength(steps);
                position = Core.Replay.setLength(steps, position).ResultValue;
                Same(position, run, started: true, label);
            }
        }

        Assert.True(run.IsExhausted == adjoints is not null, label);
    }

    private static void Same(Core.Position position, CheckpointRun run, bool started, string label)
    {
        Assert.True(Optional(position.Forward) == run.N, label);
        Assert.True(position.Reversed == run.R, label);
        Assert.True(Optional(position.Length) == run.MaxN, label);
        Assert.True(position.Stage.IsEnded == run.IsExhausted, label);
        Assert.True((started && !position.Stage.IsEnded) == run.IsRunning, label);
    }

    private static long? Optional(FSharpValueOption<long> value) => value.IsSome ? value.Value : null;
}
