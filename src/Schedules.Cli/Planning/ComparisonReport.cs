using Schedules.Cli.Output;
using Schedules.Interop;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The comparison: those that fit, the cheapest first; then the others, and why.</summary>
internal sealed class ComparisonReport(Plan plan, long steps)
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
        if (plan.Ranking is [var best, ..])
        {
            foreach (var line in standings.Best(best))
                yield return line;
            yield return "";
            foreach (var line in standings.Lines(Headers, [.. plan.Ranking.Select(Entry)]))
                yield return line;
        }
        if (plan.LeftOut.Count == 0)
            yield break;
        yield return "";
        yield return "left out";
        foreach (var line in standings.Left(plan.LeftOut.Select(other => (other, Why(other)))))
            yield return line;
    }

    private Standings.Entry Entry(PlannedSchedule planned) =>
        new(
            planned,
            [
                Figures.Brief(planned.Seconds),
                Figures.Brief(planned.Counts.ForwardSteps),
                Figures.Brief(planned.Counts.RecomputationRatio(steps)),
                // Beside the slots, WORK holds the dependencies of one step in any case.
                Figures.Brief(planned.Bytes(Storage.Ram) - 1),
                Figures.Brief(planned.SlowerLevels.Sum(planned.Bytes)),
            ]
        );

    private static string Why(LeftOutSchedule left) =>
        left.Shortage switch
        {
            { Level: Storage.Ram } ram => Slots("RAM", ram.Needed - 1, ram.Available - 1),
            { Level: Storage.Disk } disk => Slots("disk", disk.Needed, disk.Available),
            { } other => Slots(Figures.Level(other.Level), other.Needed, other.Available),
            null => left.Reason,
        };

    private static string Slots(string where, double needed, double available) =>
        $"slots, {where}: {Figures.Number(needed)} needed, {Figures.Number(available)} there";
}
