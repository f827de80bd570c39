using System.Diagnostics;
using Schedules.Cli.Output;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The plan: the best schedule and what it takes; the runners-up, and why they are
/// not the best.</summary>
internal sealed class PlanReport(Ranking ranking, Machine machine)
{
    private static readonly string[] Headers = ["time", "RAM", "disk"];

    private readonly Fits best = ranking.Fitting[0];

    public void Print(IAnsiConsole console)
    {
        var (width, writer) = (console.Profile.Width, console.Profile.Out.Writer);
        foreach (var line in Winner.Lines(best, machine, width))
            writer.WriteLine(line);
        console.Write(Taken(best.Estimate));
        foreach (var line in Others(new Standings(width)))
            writer.WriteLine(line);
    }

    private IEnumerable<string> Others(Standings standings)
    {
        if (ranking.Fitting.Count > 1)
        {
            yield return "";
            yield return "runners-up";
            foreach (var line in standings.Lines(Headers, [.. ranking.Fitting.Skip(1).Select(Entry)]))
                yield return line;
        }
        if (ranking.Others.Count == 0)
            yield break;
        yield return "";
        yield return "left out";
        foreach (var line in standings.Left(ranking.Others.Select(other => (other, Why(other)))))
            yield return line;
    }

    private Standings.Entry Entry(Fits fits)
    {
        var estimate = fits.Estimate;
        return new(
            fits,
            [Figures.Seconds(estimate.Time), Figures.Bytes(estimate.Ram), Figures.Bytes(estimate.Disk)],
            Why(TimeDifference.Of(best.Estimate, estimate))
        );
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

    private static string Why(TimeDifference loss)
    {
        if (loss.Most is null)
            return "as fast, needs as much or more";
        var percent = Figures.Number(100 * loss.Share);
        var what = loss.Most switch
        {
            Part.Advancing => "of recomputing",
            Part.Reversing => "of recording and reversing",
            Part.Writing => "of writing to disk",
            Part.Reading => "of reading from disk",
            _ => throw new UnreachableException($"unknown part {loss.Most}"),
        };
        return $"{percent} % longer: {Figures.Seconds(loss.More)} more {what}";
    }

    private static string Why(Verdict verdict) =>
        verdict switch
        {
            TooBig big =>
                $"needs {Figures.Bytes(big.RequiredOption)} {(big.Resource == Resource.Ram ? "of RAM" : "on disk")}, there are {Figures.Bytes(big.Available)}",
            NotMade made => made.Reason,
            Fits => "",
            _ => throw new UnreachableException($"unknown verdict {verdict}"),
        };
}
