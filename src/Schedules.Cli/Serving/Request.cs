using System.Text.Json;

namespace Schedules.Cli.Serving;

/// <summary>The fields of a request: each is of its type, and none is there that nobody
/// asks for.</summary>
internal sealed class Request
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, JsonElement> left;

    private Request(Dictionary<string, JsonElement> left) => this.left = left;

    /// <summary>A number or a text of the client's, which the answer repeats; undefined if there
    /// is none.</summary>
    public JsonElement Id { get; private set; }

    /// <exception cref="RequestException">It is no object of JSON.</exception>
    public static Request Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new RequestException(ErrorCode.Request, "a request is an object of JSON, on one line");
            var request = new Request(
                json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone())
            );
            if (request.left.Remove("id", out var id))
                request.Id = id.ValueKind is JsonValueKind.Number or JsonValueKind.String
                    ? id
                    : throw new RequestException(ErrorCode.Request, "id is wrong; allowed: a number, a text");
            return request;
        }
        catch (JsonException wrong)
        {
            throw new RequestException(ErrorCode.Request, $"the request is no JSON: {wrong.Message}");
        }
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="RequestException">It is missing, or something else.</exception>
    public long Whole(string field) => WholeOr(field, null) ?? throw Missing(field);

    /// <summary>A whole number, or what is usual.</summary>
    public long? WholeOr(string field, long? usual) =>
        !left.Remove(field, out var value) ? usual
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole
        : throw Wrong(field, "a whole number");

    /// <summary>A text.</summary>
    public string Text(string field) =>
        !left.Remove(field, out var value) ? throw Missing(field)
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Wrong(field, "a text");

    /// <summary>A text, or an object as the text that it is written as.</summary>
    public string TextOrObject(string field) =>
        !left.Remove(field, out var value) ? throw Missing(field)
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.ValueKind == JsonValueKind.Object ? value.GetRawText()
        : throw Wrong(field, "a text, an object");

    /// <exception cref="RequestException">There is a field that has no meaning here.</exception>
    public void End(string op)
    {
        if (left.Keys.FirstOrDefault() is { } unknown)
            throw new RequestException(ErrorCode.Request, $"{op} has no field {unknown}");
    }

    private static RequestException Missing(string field) => new(ErrorCode.Request, $"{field} is missing");

    private static RequestException Wrong(string field, string allowed) =>
        new(ErrorCode.Request, $"{field} is wrong; allowed: {allowed}");
}
