using System.Globalization;
using System.Text;
using System.Text.Json;
using Schedules.Cli.Output;
using Schedules.FSharp;
using Schedules.Runtime;
using Spectre.Console;

namespace Schedules.Cli.Inspecting;

/// <summary>What was found in a directory, as tables by run, or as one line of JSON.</summary>
internal sealed class InspectionReport(RunInspection found)
{
    /// <summary>Prints the tables.</summary>
    public void Print(IAnsiConsole console)
    {
        foreach (var run in Runs())
        {
            Line(console, $"run {run}");
            foreach (var line in found.Journals.Where(journal => journal.Run == run).SelectMany(Told))
                Line(console, line);
            var checkpoints = found.Checkpoints.Where(one => one.Run == run).ToList();
            if (checkpoints.Count == 0)
                continue;
            var ranks = checkpoints.Any(one => one.Rank.Length > 0);
            var table = Figures.Table(
                ranks ? 3 : 2,
                [.. Rank(ranks, "rank"), "level", "kind", "step", "bytes", "checksum", "CRC"]
            );
            foreach (var one in checkpoints)
                table.Row([
                    .. Rank(ranks, one.Rank),
                    Figures.Level(one.Label.Level),
                    Kind(one.Label.Kind) + (one.Label.Precision == StoredPrecision.Exact ? "" : ", floats"),
                    Steps(one.Label),
                    Figures.Count(one.Bytes),
                    Sum(one.Label) ?? "",
                    Hex(one.Crc),
                ]);
            console.Print(table);
        }

        foreach (var fault in found.Faults)
            Line(console, $"not whole: {fault}");
        Line(
            console,
            $"{found.Checkpoints.Count} checkpoints whole, {Figures.Bytes(found.Checkpoints.Sum(one => (double)one.Bytes))}"
        );
    }

    /// <summary>One line.</summary>
    public string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("journals");
            foreach (var journal in found.Journals)
                Write(json, journal);
            json.WriteEndArray();
            json.WriteStartArray("checkpoints");
            foreach (var one in found.Checkpoints)
                Write(json, one);
            json.WriteEndArray();
            json.WriteStartArray("faults");
            foreach (var fault in found.Faults)
                json.WriteStringValue(fault);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, StoredJournal journal)
    {
        json.WriteStartObject();
        json.WriteString("run", journal.Run);
        json.WriteString("path", journal.Path);
        json.WriteString("model", journal.Model);
        json.WriteString("schedule", journal.Schedule);
        Optional(json, "steps", journal.Steps);
        json.WriteNumber("reversed", journal.Reversed);
        json.WriteNumber("completed", journal.Completed);
        Optional(json, "state_bytes", journal.StateBytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoredCheckpoint one)
    {
        json.WriteStartObject();
        json.WriteString("run", one.Run);
        json.WriteString("rank", one.Rank);
        json.WriteString("level", Figures.Level(one.Label.Level));
        json.WriteNumber("step", one.Label.Step);
        json.WriteString("kind", Kind(one.Label.Kind));
        json.WriteString("precision", Precision(one.Label.Precision));
        json.WriteNumber("dependencies_end", one.Label.DependenciesEnd);
        json.WriteNumber("sequence", one.Label.Sequence);
        json.WriteNumber("bytes", one.Bytes);
        json.WriteString("checksum", Sum(one.Label));
        json.WriteString("crc", Hex(one.Crc));
        json.WriteString("path", one.Path);
        json.WriteNumber("position", one.Position);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static IEnumerable<string> Told(StoredJournal journal) =>
        [
            $"journal {journal.Path}",
            $"model {journal.Model}",
            $"schedule {journal.Schedule}",
            $"{journal.Steps?.ToString("#,0", CultureInfo.InvariantCulture) ?? "unknown"} steps, "
                + $"{Figures.Count(journal.Reversed)} reversed, {Figures.Count(journal.Completed)} adjoint calculations complete"
                + (journal.StateBytes is { } bytes ? $", state of the adjoint {Figures.Bytes(bytes)}" : ""),
        ];

    /// <summary>A line, of which a part may come from a file of anybody's.</summary>
    private static void Line(IAnsiConsole console, string line) => console.WriteLine(Printable.text(line));

    private static string[] Rank(bool shown, string rank) => shown ? [rank] : [];

    private static string Kind(CheckpointKind kind) =>
        kind switch
        {
            CheckpointKind.Restart => "restart",
            CheckpointKind.Dependencies => "dependencies",
            CheckpointKind.Restart | CheckpointKind.Dependencies => "both",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown"),
        };

    private static string Precision(StoredPrecision precision) =>
        precision switch
        {
            StoredPrecision.Exact => "exact",
            StoredPrecision.Single => "single",
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "unknown"),
        };

    private static string Steps(in CheckpointLabel label) =>
        label.DependenciesEnd <= label.Step + 1
            ? $"{label.Step}"
            : string.Create(CultureInfo.InvariantCulture, $"{label.Step}-{label.DependenciesEnd - 1}");

    private static string? Sum(in CheckpointLabel label) =>
        label.Checksum?.ToString("x16", CultureInfo.InvariantCulture);

    private static string Hex(uint crc) => crc.ToString("x8", CultureInfo.InvariantCulture);

    private IEnumerable<Guid> Runs() =>
        found.Journals.Select(journal => journal.Run).Concat(found.Checkpoints.Select(one => one.Run)).Distinct();
}
