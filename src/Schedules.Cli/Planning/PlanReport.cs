using System.Globalization;
using Schedules.Cli.Output;
using Schedules.Interop;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The plan: the best schedule and what it takes; the runners-up, and why they are not the best.</summary>
internal sealed class PlanReport(Ranking ranking, Machine machine)
{
    private readonly Fits best = ranking.Fitting[0];

    public void Print(IAnsiConsole console)
    {
        console.WriteLine($"best: {best.Spec}{Costs(best)}");
        console.Write(Taken(best.Estimate));
        var table = Figures.Table(1, "runner-up", "time", "RAM", "disk", "why");
        table.Columns[^1].LeftAligned();
        foreach (var (spec, estimate) in ranking.Fitting.Skip(1))
            table.Row(
                spec.ToString(),
                Figures.Seconds(estimate.Time),
                Figures.Bytes(estimate.Ram),
                Figures.Bytes(estimate.Disk),
                Why(Loss.Of(best.Estimate, estimate))
            );
        foreach (var verdict in ranking.Others)
            table.Row(verdict.Spec.ToString(), "", "", "", Why(verdict));
        console.Write(table);
    }

    /// <summary>The costs in seconds, as options, where the schedule weighs them.</summary>
    private string Costs(Fits fits)
    {
        var costs = machine.Costs;
        return fits.Spec.Family.WeighsCosts
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" --uf {costs.Uf} --ub {costs.Ub} --wd {costs.Write(Storage.Disk)} --rd {costs.Read(Storage.Disk)}"
            )
            : "";
    }

    private Table Taken(Estimate estimate)
    {
        var table = Figures.Table(1, "", "predicted");
        table.Row("time", Figures.Seconds(estimate.Time));
        table.Row("advancing", Figures.Seconds(estimate.Advancing));
        table.Row("recording and reversing", Figures.Seconds(estimate.Reversing));
        table.Row("writing", Figures.Seconds(estimate.Writing));
        table.Row("reading", Figures.Seconds(estimate.Reading));
        table.Row("forward steps for each step", Figures.Number(estimate.Counts.RecomputationRatio(machine.Steps)));
        table.Row("RAM", $"{Figures.Bytes(estimate.Ram)} of {Figures.Bytes(machine.Ram)}");
        table.Row("disk", $"{Figures.Bytes(estimate.Disk)} of {Figures.Bytes(machine.Disk)}");
        return table;
    }

    private static string Why(Loss loss)
    {
        if (loss.Most is null)
            return "as fast, needs as much or more";
        var percent = Figures.Number(100 * loss.Share);
        var what = loss.Most switch
        {
            Part.Advancing => "of recomputing",
            Part.Reversing => "of recording and reversing",
            Part.Writing => "of writing to disk",
            _ => "of reading from disk",
        };
        return $"{percent} % longer: {Figures.Seconds(loss.More)} more {what}";
    }

    private static string Why(Verdict verdict) =>
        verdict switch
        {
            TooBig big =>
                $"needs {Figures.Bytes(big.Needed)} {(big.Resource == Resource.Ram ? "of RAM" : "on disk")}, there are {Figures.Bytes(big.Available)}",
            NotMade made => made.Reason,
            _ => "",
        };
}
