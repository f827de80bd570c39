using System.Text.Json;
using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>What a text says of a schedule.</summary>
/// <param name="Spec">The family with its parameters.</param>
/// <param name="Steps">The number of steps that an online one was given.</param>
/// <param name="Beginning">Where it begins.</param>
/// <param name="Costs">The costs, where the family weighs any.</param>
internal sealed record ParsedSchedule(Core.Spec Spec, long? Steps, Core.Beginning Beginning, CostModel? Costs)
{
    /// <summary>The schedule that begins there, from the one that begins at the beginning.</summary>
    public Core.Schedule Begin(Core.Schedule whole)
    {
        var told = Steps is { } steps ? Map.Value(Core.ScheduleModule.ofLength(steps, whole)) : whole;
        return Beginning.IsInitial ? told : Map.Value(Core.Restore.from(Beginning, told));
    }
}

/// <summary>Schedules from text.</summary>
internal static class ScheduleReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static ParsedSchedule Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return Read(new Fields(json.RootElement, "schedule"));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the text is no JSON: {error.Message}", error);
        }
    }

    private static ParsedSchedule Read(Fields fields)
    {
        var format = fields.Long("format");
        if (format != Names.Format)
            throw new FormatException($"schedule: format is {format}; allowed: {Names.Format}");
        var (spec, costs) = SpecReader.Read(fields);
        long? steps = fields.Has("steps") ? fields.Long("steps") : null;
        var beginning = fields.Has("start") ? BeginningReader.Read(fields.Object("start")) : Core.Beginning.Initial;
        if (
            !beginning.IsInitial
            && fields.String("check") != ScheduleWriter.Check(spec, steps ?? Steps(spec), beginning)
        )
            throw new FormatException("schedule: start has been changed, for check does not belong to it");
        fields.End();
        return new(spec, steps, beginning, costs);
    }

    private static long? Steps(Core.Spec spec) => Map.Optional(spec.Steps);
}
