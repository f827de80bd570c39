using System.Text;
using System.Text.Json;
using Schedules.Cli.Output;
using Schedules.Interop;
using Spectre.Console;

namespace Schedules.Cli.Costing;

/// <summary>An assessment as a table, or as one line of JSON.</summary>
internal sealed class CostReport(Assessment assessment, WallTime? times = null)
{
    private readonly Counts counts = assessment.Counts;

    /// <summary>Prints the tables.</summary>
    public void Print(IAnsiConsole console)
    {
        var table = Figures.Table(1, "", "count");
        table.Row("steps", Figures.Count(assessment.Steps));
        table.Row("forward steps", Figures.Count(counts.ForwardSteps));
        table.Row("of them recording", Figures.Count(counts.RecordedSteps));
        table.Row("adjoint steps", Figures.Count(counts.ReversedSteps));
        table.Row("forward steps for each step", Figures.Number(assessment.Recomputation));
        if (assessment.Profile is { } profile)
        {
            table.Row("actions", Figures.Count(profile.Actions));
            table.Row("peak of steps recorded in WORK", Figures.Count(profile.WorkPeak));
        }
        table.Row("makespan", Figures.Number(assessment.Makespan));
        if (times is not null)
        {
            table.Row("seconds, overlapped", Figures.Number(times.Overlapped.Seconds));
            table.Row("seconds, not overlapped", Figures.Number(times.Not.Seconds));
            table.Row("seconds, of the steps alone", Figures.Number(times.Overlapped.Computing));
        }
        console.Print(table);
        if (counts.Levels.Count == 0)
            return;
        string[] waits = times is null ? [] : ["seconds busy", "waited for"];
        var levels = Figures.Table(1, ["level", "writes", "reads", "deletes", "peak", .. waits]);
        foreach (var level in counts.Levels)
        {
            var (writes, reads, deletes) = counts.On(level);
            string[] cells =
            [
                Figures.Level(level),
                Figures.Count(writes),
                Figures.Count(reads),
                Figures.Count(deletes),
                Figures.Count(assessment.Peak(level)),
            ];
            levels.Row([.. cells, .. Waits(level)]);
        }
        console.Print(levels);
        if (assessment.Profile is null)
            console.WriteLine("peaks were not counted: --count goes through all actions");
    }

    /// <summary>One line; what was not counted is null.</summary>
    public string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("steps", assessment.Steps);
            json.WriteNumber("forward_steps", counts.ForwardSteps);
            json.WriteNumber("recorded_steps", counts.RecordedSteps);
            json.WriteNumber("reversed_steps", counts.ReversedSteps);
            json.WriteNumber("recomputation_ratio", assessment.Recomputation);
            Optional(json, "actions", assessment.Profile?.Actions);
            Optional(json, "work_peak", assessment.Profile?.WorkPeak);
            json.WriteNumber("makespan", assessment.Makespan);
            if (times is not null)
            {
                json.WriteNumber("seconds_overlapped", times.Overlapped.Seconds);
                json.WriteNumber("seconds_not_overlapped", times.Not.Seconds);
                json.WriteNumber("seconds_of_steps", times.Overlapped.Computing);
            }
            json.WriteStartObject("levels");
            foreach (var level in counts.Levels)
            {
                var (writes, reads, deletes) = counts.On(level);
                json.WriteStartObject(Figures.Level(level));
                json.WriteNumber("writes", writes);
                json.WriteNumber("reads", reads);
                json.WriteNumber("deletes", deletes);
                Optional(json, "peak", assessment.Peak(level));
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private string[] Waits(Storage level) =>
        times?.Overlapped.On(level) is { } time ? [Figures.Number(time.Busy), Figures.Number(time.Waiting)] : [];

    private static void Optional(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
