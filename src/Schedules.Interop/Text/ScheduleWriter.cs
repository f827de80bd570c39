using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>Schedules as text.</summary>
internal static class ScheduleWriter
{
    public static string Write(Core.Schedule schedule) =>
        Write(schedule.Spec.Value, Map.Optional(schedule.Length.Steps), schedule.Beginning);

    public static string Write(Core.Spec spec, long? steps, Core.Beginning beginning)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Names.Format);
            SpecWriter.Write(json, spec, steps);
            if (!beginning.IsInitial)
            {
                BeginningWriter.Write(json, beginning);
                json.WriteString("check", Check(spec, steps, beginning));
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Shows that nobody has changed where a schedule begins: what its policy remembers cannot be checked otherwise.</summary>
    public static string Check(Core.Spec spec, long? steps, Core.Beginning beginning)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            SpecWriter.Write(json, spec, steps);
            BeginningWriter.Write(json, beginning);
            json.WriteEndObject();
        }
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()))[..16];
    }
}
