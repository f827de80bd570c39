using System.Text.Json.Nodes;

namespace Schedules.Interop;

/// <summary>A plan as one line of JSON.</summary>
internal static class PlanJson
{
    public static string Of(Plan plan)
    {
        var json = new JsonObject
        {
            ["lower_bound"] = plan.LowerBound,
            ["ranking"] = new JsonArray([.. plan.Ranking.Select(Of)]),
            ["left_out"] = new JsonArray([.. plan.LeftOut.Select(Of)]),
        };
        return json.ToJsonString();
    }

    private static JsonObject Of(PlannedSchedule planned) =>
        new()
        {
            ["family"] = planned.Family,
            ["seconds"] = planned.Seconds,
            ["is_exact"] = planned.IsExact,
            ["computing"] = planned.Computing,
            ["waiting"] = Levels([.. planned.Counts.Levels], planned.Waiting),
            ["bytes"] = Levels([Storage.Ram, .. planned.SlowerLevels], planned.Bytes),
            ["forward_steps"] = planned.Counts.ForwardSteps,
            ["command"] = $"schedules cost {planned.CommandLine}{planned.CostOptions}",
            ["csharp"] = planned.CSharp,
            ["fsharp"] = planned.FSharp,
            ["spec"] = planned.Text,
            ["alike"] = new JsonArray([.. planned.Alike.Select(alike => (JsonNode)alike)]),
        };

    private static JsonObject Of(LeftOutSchedule left) =>
        new()
        {
            ["family"] = left.Family,
            ["command"] = $"schedules cost {left.CommandLine}",
            ["reason"] = left.Reason,
        };

    private static JsonObject Levels(IReadOnlyList<Storage> levels, Func<Storage, double> value) =>
        new(levels.Select(level => KeyValuePair.Create($"{Map.Storage(level)}", (JsonNode?)value(level))));
}
