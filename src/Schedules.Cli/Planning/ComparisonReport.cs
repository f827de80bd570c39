using System.Diagnostics;
using Schedules.Cli.Output;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The comparison: those that fit, the cheapest first; then the others, and why.</summary>
internal sealed class ComparisonReport(Ranking ranking, Machine machine)
{
    private static readonly string[] Headers = ["makespan", "forward steps", "for each step", "RAM", "disk"];

    public void Print(IAnsiConsole console)
    {
        foreach (var line in Lines(console.Profile.Width))
            console.Profile.Out.Writer.WriteLine(line);
    }

    private IEnumerable<string> Lines(int width)
    {
        var standings = new Standings(width);
        if (ranking.Fitting is [var best, ..])
        {
            foreach (var line in Winner.Lines(best, machine, width))
                yield return line;
            yield return "";
            foreach (var line in standings.Lines(Headers, [.. ranking.Fitting.Select(Entry)]))
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
            [
                Figures.Brief(estimate.Time),
                Figures.Brief(estimate.Counts.ForwardSteps),
                Figures.Brief(estimate.Counts.RecomputationRatio(machine.Steps)),
                // Beside the slots, WORK holds the dependencies of one step in any case.
                Figures.Brief(estimate.Ram - 1),
                Figures.Brief(estimate.Disk),
            ]
        );
    }

    private static string Why(Verdict verdict) =>
        verdict switch
        {
            TooBig { Resource: Resource.Ram } big => Slots("RAM", big.RequiredOption - 1, big.Available - 1),
            TooBig big => Slots("disk", big.RequiredOption, big.Available),
            NotMade made => made.Reason,
            Fits => "",
            _ => throw new UnreachableException($"unknown verdict {verdict}"),
        };

    private static string Slots(string where, double needed, double available) =>
        $"slots, {where}: {Figures.Number(needed)} needed, {Figures.Number(available)} there";
}
