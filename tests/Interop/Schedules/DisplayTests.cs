using System.Diagnostics;
using System.Reflection;

namespace Schedules.Interop.Tests.Schedules;

/// <summary>What a debugger and string interpolation show: one line that says something.</summary>
public sealed class DisplayTests
{
    private static readonly CheckpointSchedule Schedule = CheckpointSchedule.Revolve(4, 2);

    [Fact]
    public void A_run_says_where_it_is()
    {
        var run = Schedule.Start();
        Assert.Equal("revolve, 4 steps; before the first action", $"{run}");
        run.MoveNext();
        Assert.Equal("revolve, 4 steps; at forward 0 -> 2, keep restart data in RAM", $"{run}");
        while (run.MoveNext()) { }
        Assert.Equal("revolve, 4 steps; exhausted", $"{run}");
    }

    [Fact]
    public void A_plan_says_what_is_the_fastest()
    {
        var plan = Planner.Plan(
            new PlanRequest
            {
                Steps = 100,
                Machine = new(),
                Budgets = [20],
            }
        );
        var best = plan.Ranking[0];
        Assert.StartsWith($"{best.CommandLine}: ", $"{best}");
        Assert.Equal(
            $"{best}: the fastest of {plan.Ranking.Count} that fit; {plan.LeftOut.Count} are left out",
            $"{plan}"
        );
    }

    [Fact]
    public void Costs_and_machines_say_their_numbers()
    {
        Assert.StartsWith("forward step 1, recorded and reversed step 1; ", $"{CostModel.Standard}");
        Assert.Equal(new Machine().ToText(), $"{new Machine()}");
        Assert.Equal("revolve, 4 steps", $"{Schedule}");
    }

    [Theory]
    [InlineData(typeof(CheckpointSchedule))]
    [InlineData(typeof(CheckpointRun))]
    [InlineData(typeof(CostModel))]
    [InlineData(typeof(Machine))]
    [InlineData(typeof(Plan))]
    [InlineData(typeof(PlannedSchedule))]
    public void A_debugger_shows_the_same(Type type) =>
        Assert.Equal("{ToString(),nq}", type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
}
