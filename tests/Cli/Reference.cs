using System.Text.Json;

namespace Schedules.Cli.Tests;

/// <summary>Rows of the reference data, and the options that say the same.</summary>
internal static class Reference
{
    public static IReadOnlyList<JsonElement> Rows(string file) =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", file))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    /// <summary>The actions of a row as lines.</summary>
    public static string[] Actions(JsonElement row) =>
        [.. row.GetProperty("actions").EnumerateArray().Select(action => action.GetRawText().Replace(" ", ""))];

    /// <summary>The command line for a row.</summary>
    public static string[] Options(JsonElement row)
    {
        var options = new List<string> { Family(row.GetProperty("schedule").GetString()!) };
        foreach (var parameter in row.GetProperty("parameters").EnumerateObject())
            options.AddRange(
                "--" + parameter.Name.Replace("binomial_trajectory", "trajectory").Replace('_', '-'),
                parameter.Value.ToString().ToLowerInvariant()
            );
        // The published package's Revolve: the default here has fewer writes.
        if (options[0] == "revolve")
            options.AddRange("--trajectory", "largest");
        if (!options.Contains("--max-n"))
            options.AddRange("--steps", row.GetProperty("steps").ToString());
        options.AddRange("--adjoints", row.TryGetProperty("adjoints", out var times) ? times.ToString() : "1");
        return [.. options];
    }

    private static string Family(string name) =>
        name switch
        {
            "Revolve" => "revolve",
            "HRevolve" => "h-revolve",
            "DiskRevolve" => "disk-revolve",
            "PeriodicDiskRevolve" => "periodic-disk-revolve",
            "MultistageCheckpointSchedule" => "multistage",
            "TwoLevelCheckpointSchedule" => "two-level",
            "MixedCheckpointSchedule" => "mixed",
            "PeriodicDiskCheckpointSchedule" => "periodic-disk",
            "SingleMemoryStorageSchedule" => "single-memory",
            "SingleDiskStorageSchedule" => "single-disk",
            "NoneCheckpointSchedule" => "none",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown"),
        };
}
