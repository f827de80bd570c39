using System.Globalization;
using System.Text.Json;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>The fields of an object in the text: each is taken once, with its type, and none may be left.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, JsonElement> left;
    private readonly string path;

    public Fields(JsonElement json, string path)
    {
        this.path = path;
        left =
            json.ValueKind is JsonValueKind.Object
                ? json.EnumerateObject().ToDictionary(field => field.Name, field => field.Value)
                : throw new FormatException($"{path} is {Show(json)}; an object is needed");
    }

    public bool Has(string name) => left.ContainsKey(name);

    public bool IsNumber(string name) =>
        left.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Number;

    private JsonElement Take(string name) =>
        left.Remove(name, out var value) ? value : throw new FormatException($"{path} has no field {name}");

    public long Long(string name) =>
        Take(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : throw Wrong(name, "a whole number of 64 bits");

    public int Int(string name) => Int(Take(name), name);

    public double Double(string name) => Double(Take(name), name);

    public bool Bool(string name) =>
        Take(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name, "true or false"),
        };

    public string String(string name) =>
        Take(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "a string");

    public IReadOnlyList<int> Ints(string name) => [.. Array(name).Select(value => Int(value, name))];

    public IReadOnlyList<double> Doubles(string name) => [.. Array(name).Select(value => Double(value, name))];

    public IReadOnlyList<Fields> Objects(string name) => [.. Array(name).Select(value => new Fields(value, name))];

    public Fields Object(string name) => new(Take(name), name);

    public T Name<T>(string name, IReadOnlyList<(string Name, T Value)> names)
    {
        var word = String(name);
        var found = names.Where(pair => pair.Name == word).ToList();
        return found.Count == 1
            ? found[0].Value
            : throw Wrong(name, string.Join(", ", names.Select(pair => pair.Name)));
    }

    /// <summary>RAM, DISK, LEVEL2, LEVEL3, …</summary>
    public Core.Storage Level(string name)
    {
        var word = String(name);
        int? level = word switch
        {
            "RAM" => 0,
            "DISK" => 1,
            _ when word.StartsWith("LEVEL", StringComparison.Ordinal) => Number(word["LEVEL".Length..]),
            _ => null,
        };
        return level is { } index && $"{Core.Storage.NewLevel(index)}" == word
            ? Core.Storage.NewLevel(index)
            : throw Wrong(name, "RAM, DISK, LEVEL2, LEVEL3, …");
    }

    /// <summary>Nothing may be left.</summary>
    public void End()
    {
        if (left.Count > 0)
            throw new FormatException($"{path} has a field that does not belong there: {left.Keys.First()}");
    }

    private IEnumerable<JsonElement> Array(string name) =>
        Take(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(name, "a list");

    private int Int(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Wrong(name, "whole, of 32 bits");

    private double Double(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number
            : throw Wrong(name, "numbers");

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private FormatException Wrong(string name, string allowed) => new($"{path}: {name} is wrong; allowed: {allowed}");

    private static string Show(JsonElement json) => json.ValueKind.ToString();
}
