using System.Buffers;
using System.Reflection;
using System.Text.Json;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Serving;

/// <summary>The runs of a client, and the answers to its requests.</summary>
internal sealed class Session
{
    /// <summary>Changes when an answer means something else, or a field is gone.</summary>
    public const int Protocol = 1;

    // An answer is made in memory.
    private const long MostActions = 100_000;

    private static readonly string[] Ops =
    [
        "hello",
        "open",
        "next",
        "length",
        "position",
        "predict",
        "fork",
        "close",
        "plan",
    ];

    private readonly Dictionary<long, ServedRun> runs = [];
    private readonly MemoryStream lines = new();
    private long last;

    /// <summary>Writes the answer to a line, an object.</summary>
    public void Answer(string line, Utf8JsonWriter json, ArrayBufferWriter<byte> written)
    {
        var id = default(JsonElement);
        try
        {
            var request = Request.Parse(line);
            id = request.Id;
            Begin(json, id);
            Answer(request, json);
        }
        catch (Exception failure)
        {
            written.ResetWrittenCount();
            json.Reset();
            Begin(json, id);
            json.WriteStartObject("error");
            json.WriteString("code", ErrorCode.Of(failure));
            json.WriteString("text", ErrorCode.Text(failure));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, JsonElement id)
    {
        json.WriteStartObject();
        if (id.ValueKind == JsonValueKind.Undefined)
            return;
        json.WritePropertyName("id");
        id.WriteTo(json);
    }

    private void Answer(Request request, Utf8JsonWriter json)
    {
        switch (request.Text("op"))
        {
            case "hello":
                request.End("hello");
                json.WriteNumber("protocol", Protocol);
                json.WriteString("version", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3));
                break;
            case "open":
                var spec = request.TextOrObject("spec");
                request.End("open");
                Opened(ServedRun.Open(spec), json);
                break;
            case "next":
                Next(Run(request), request, json);
                break;
            case "length":
                var run = Run(request);
                var n = request.Whole("n");
                request.End("length");
                run.SetLength(n);
                Position(run.Run, json);
                break;
            case "position":
                var asked = Run(request);
                request.End("position");
                Position(asked.Run, json);
                break;
            case "predict":
                Predict(Run(request), request, json);
                break;
            case "fork":
                var forked = Run(request);
                request.End("fork");
                json.WriteNumber("run", Add(forked.Fork()));
                break;
            case "close":
                var closed = request.Whole("run");
                request.End("close");
                if (!runs.Remove(closed))
                    throw NoRun(closed);
                break;
            case "plan":
                var wanted = request.TextOrObject("request");
                request.End("plan");
                json.WritePropertyName("plan");
                json.WriteRawValue(Planner.Plan(PlanRequest.FromJson(wanted)).ToJson());
                break;
            case var unknown:
                throw new RequestException(ErrorCode.Request, $"op is {unknown}; allowed: {string.Join(", ", Ops)}");
        }
    }

    private ServedRun Run(Request request)
    {
        var number = request.Whole("run");
        return runs.GetValueOrDefault(number) ?? throw NoRun(number);
    }

    private static RequestException NoRun(long number) => new(ErrorCode.Run, $"there is no run {number}");

    private long Add(ServedRun run)
    {
        runs.Add(++last, run);
        return last;
    }

    private void Opened(ServedRun run, Utf8JsonWriter json)
    {
        var schedule = run.Schedule;
        json.WriteNumber("run", Add(run));
        json.WriteString("family", schedule.Name);
        WriteOrNull(json, "steps", schedule.Steps);
        WriteOrNull(json, "adjoints", schedule.Adjoints);
        json.WriteStartArray("storages");
        foreach (var storage in schedule.Storages)
            json.WriteStringValue(Figures.Level(storage));
        json.WriteEndArray();
        json.WritePropertyName("spec");
        json.WriteRawValue(schedule.ToJson());
    }

    private void Next(ServedRun run, Request request, Utf8JsonWriter json)
    {
        var count = request.WholeOr("count", 1)!.Value;
        request.End("next");
        if (count is < 1 or > MostActions)
            throw new ArgumentOutOfRangeException(null, $"count is {count}; allowed: from 1 to {MostActions}");
        lines.SetLength(0);
        using (var writer = new ActionWriter(lines))
            run.Write(count, writer);
        json.WriteStartArray("actions");
        WriteElements(json);
        json.WriteEndArray();
        json.WriteBoolean("is_exhausted", run.Run.IsExhausted);
        json.WriteBoolean("awaits_length", run.Run.AwaitsLength);
    }

    /// <summary>The lines that have been written, as elements of the array.</summary>
    private void WriteElements(Utf8JsonWriter json)
    {
        var rest = lines.GetBuffer().AsSpan(0, (int)lines.Length);
        if (rest.IsEmpty)
            return;
        rest = rest[..^1];
        rest.Replace((byte)'\n', (byte)',');
        // Several values at once: the writer puts a comma between those that it knows of only.
        json.WriteRawValue(rest, skipInputValidation: true);
    }

    private static void Position(CheckpointRun run, Utf8JsonWriter json)
    {
        WriteOrNull(json, "n", run.N == Forward.OpenEnd ? -1 : run.N);
        json.WriteNumber("r", run.MaxN is null ? 0 : run.R);
        WriteOrNull(json, "max_n", run.MaxN);
        json.WriteBoolean("is_running", run.IsRunning);
        json.WriteBoolean("is_exhausted", run.IsExhausted);
        json.WriteBoolean("awaits_length", run.AwaitsLength);
    }

    private static void Predict(ServedRun run, Request request, Utf8JsonWriter json)
    {
        var adjoints = request.WholeOr("adjoints", null);
        request.End("predict");
        var schedule = run.Known();
        var counts = adjoints is { } given ? schedule.Predict(given) : schedule.Predict();
        json.WriteNumber("forward_steps", counts.ForwardSteps);
        json.WriteNumber("recorded_steps", counts.RecordedSteps);
        json.WriteNumber("reversed_steps", counts.ReversedSteps);
        json.WriteStartObject("levels");
        foreach (var level in counts.Levels)
        {
            json.WriteStartObject(Figures.Level(level));
            json.WriteNumber("writes", counts.On(level).Writes);
            json.WriteNumber("reads", counts.On(level).Reads);
            json.WriteNumber("deletes", counts.On(level).Deletes);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteNumber("cost", counts.Makespan(schedule.Costs));
    }

    private static void WriteOrNull(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
