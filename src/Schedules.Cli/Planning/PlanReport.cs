using Schedules.Cli.Output;
using Schedules.Interop;
using Spectre.Console;

namespace Schedules.Cli.Planning;

/// <summary>The plan: the best schedule and what it takes; the runners-up, and why they are
/// not the best.</summary>
internal sealed class PlanReport(Plan plan, PlanRequest request)
{
    private static readonly string[] Headers = ["time", "RAM", "disk"];

    private readonly PlannedSchedule best = plan.Ranking[0];

    public void Print(IAnsiConsole console)
    {
        var (width, writer) = (console.Profile.Width, console.Profile.Out.Writer);
        var standings = new Standings(width);
        foreach (var line in standings.Best(best))
            writer.WriteLine(line);
        foreach (var code in (string[])[$"C#: {best.CSharp}", $"F#: {best.FSharp}"])
        foreach (var line in LineBreaks.OfSentence(code, width, "  "))
            writer.WriteLine(line);
        console.Print(Taken());
        foreach (var line in Others(standings))
            writer.WriteLine(line);
    }

    private IEnumerable<string> Others(Standings standings)
    {
        if (plan.Ranking.Count > 1)
        {
            yield return "";
            yield return "runners-up";
            foreach (var line in standings.Lines(Headers, [.. plan.Ranking.Skip(1).Select(Entry)]))
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
            [Time(planned), Figures.Bytes(planned.Bytes(Storage.Ram)), Figures.Bytes(Slower(planned))],
            Why(planned)
        );

    private Table Taken()
    {
        var table = Figures.Table(1, "", "predicted");
        table.Row("time", Time(best));
        table.Row("computing", Figures.Seconds(best.Computing));
        foreach (var level in best.Counts.Levels)
            table.Row($"waiting for {Figures.Level(level)}", Figures.Seconds(best.Waiting(level)));
        table.Row("forward steps for each step", Figures.Number(best.Counts.RecomputationRatio(request.Steps)));
        table.Row("RAM", $"{Figures.Bytes(best.Bytes(Storage.Ram))} of {Figures.Bytes(request.Budgets[0])}");
        table.Row("disk", $"{Figures.Bytes(Slower(best))} of {Figures.Bytes(request.Budgets[1])}");
        table.Row("no schedule takes less than", Figures.Seconds(plan.LowerBound));
        return table;
    }

    private static double Slower(PlannedSchedule planned) => planned.SlowerLevels.Sum(planned.Bytes);

    /// <summary>What was not gone through takes at least so long.</summary>
    private static string Time(PlannedSchedule planned) =>
        (planned.IsExact ? "" : "at least ") + Figures.Seconds(planned.Seconds);

    private string Why(PlannedSchedule planned)
    {
        if (planned.Loss(best) is not { } loss)
            return "as fast, needs as much or more";
        var percent = Figures.Number(100 * (planned.Seconds / best.Seconds - 1));
        var what = loss.Where == Storage.Work ? "of computing" : $"of waiting for {Figures.Level(loss.Where)}";
        return $"{percent} % longer: {Figures.Seconds(loss.Seconds)} more {what}";
    }

    private static string Why(LeftOutSchedule left) =>
        left.Shortage is { } shortage
            ? $"needs {Figures.Bytes(shortage.Needed)} {(shortage.Level == Storage.Ram ? "of RAM" : "on disk")}, there are {Figures.Bytes(shortage.Available)}"
            : left.Reason;
}
