using Schedules.Cli.Output;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The comparison: those that fit, the cheapest first; then the others, and why.</summary>
internal sealed class ComparisonReport(Ranking ranking, Machine machine)
{
    public void Print(IAnsiConsole console)
    {
        var table = Figures.Table(1, "schedule", "makespan", "forward steps", "for each step", "RAM", "disk");
        foreach (var (spec, estimate) in ranking.Fitting)
            table.Row(
                spec.ToString(),
                Figures.Number(estimate.Time),
                Figures.Count(estimate.Counts.ForwardSteps),
                Figures.Number(estimate.Counts.RecomputationRatio(machine.Steps)),
                // Beside the slots, WORK holds the dependencies of one step in any case.
                Figures.Number(estimate.Ram - 1),
                Figures.Number(estimate.Disk)
            );
        console.Write(table);
        if (ranking.Others.Count > 0)
            console.Write(Left());
    }

    private Table Left()
    {
        var table = Figures.Table(2, "left out", "why");
        foreach (var verdict in ranking.Others)
            table.Row(
                verdict.Spec.ToString(),
                verdict switch
                {
                    TooBig { Resource: Resource.Ram } big => Slots("RAM", big.Needed - 1, big.Available - 1),
                    TooBig big => Slots("disk", big.Needed, big.Available),
                    NotMade made => made.Reason,
                    _ => "",
                }
            );
        return table;
    }

    private static string Slots(string where, double needed, double available) =>
        $"slots, {where}: {Figures.Number(needed)} needed, {Figures.Number(available)} there";
}
