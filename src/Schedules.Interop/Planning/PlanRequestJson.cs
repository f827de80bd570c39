using System.Text.Json;

namespace Schedules.Interop;

/// <summary>Reads requests for plans.</summary>
internal static class PlanRequestJson
{
    private const string Needed = "steps, machine and budgets";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] Fields =
    [
        "steps",
        "machine",
        "budgets",
        "is_known",
        "adjoints",
        "overlapped",
        "stiffly_accurate",
        "adjoint_bytes",
        "journal",
        "work",
    ];

    public static PlanRequest Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return Read(json.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"the request is no JSON: {wrong.Message}");
        }
        catch (InvalidOperationException wrong)
        {
            throw new FormatException($"the request is no JSON: {wrong.Message}");
        }
    }

    private static PlanRequest Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"the request is {json.ValueKind}; an object is needed, with {Needed}");
        if (
            json.EnumerateObject().FirstOrDefault(field => !Fields.Contains(field.Name)) is
            { Value.ValueKind: not JsonValueKind.Undefined } unknown
        )
            throw new FormatException(
                $"the request has a field that does not belong there: {unknown.Name}; allowed: {string.Join(", ", Fields)}"
            );
        return new()
        {
            Steps = Whole(json, "steps", null),
            Machine = Machine.Parse(Text(json, "machine")),
            Budgets = Budgets(json),
            IsKnown = Switch(json, "is_known", true),
            Adjoints = Whole(json, "adjoints", 1),
            Overlapped = Switch(json, "overlapped", true),
            StifflyAccurate = Switch(json, "stiffly_accurate", false),
            AdjointBytes = json.TryGetProperty("adjoint_bytes", out var bytes) ? Bytes(bytes, "adjoint_bytes") : 0,
            Journal = Switch(json, "journal", false),
            Work = Whole(json, "work", 60_000_000),
        };
    }

    private static IReadOnlyList<double> Budgets(JsonElement json) =>
        Needs(json, "budgets") is { ValueKind: JsonValueKind.Array } budgets
            ? [.. budgets.EnumerateArray().Select(budget => Bytes(budget, "budgets"))]
            : throw Wrong("budgets", "an array of sizes, RAM first");

    private static double Bytes(JsonElement json, string field) =>
        json.ValueKind switch
        {
            JsonValueKind.Number when json.TryGetDouble(out var bytes) => bytes,
            JsonValueKind.String => ByteSize.Parse(json.GetString()!),
            _ => throw Wrong(field, $"bytes, or {ByteSize.Allowed}"),
        };

    private static long Whole(JsonElement json, string field, long? usual) =>
        usual is { } value && !json.TryGetProperty(field, out _) ? value
        : Needs(json, field) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole
        : throw Wrong(field, "a whole number");

    private static bool Switch(JsonElement json, string field, bool usual) =>
        !json.TryGetProperty(field, out var value) ? usual
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(field, "true, false");

    private static string Text(JsonElement json, string field) =>
        Needs(json, field) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : throw Wrong(field, "a text");

    private static JsonElement Needs(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value)
            ? value
            : throw new FormatException($"the request has no field {field}; needed: {Needed}");

    private static FormatException Wrong(string field, string allowed) =>
        new($"the request: {field} is wrong; allowed: {allowed}");
}
