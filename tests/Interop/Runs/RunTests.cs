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
