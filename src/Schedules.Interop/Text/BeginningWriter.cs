using System.Text.Json;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>Where a recovered schedule begins.</summary>
internal static class BeginningWriter
{
    public static void Write(Utf8JsonWriter json, Core.Beginning beginning)
    {
        json.WriteStartObject("start");
        switch (beginning)
        {
            case Core.Beginning.Enter b:
                Adjoint(json, "enter", b.length, b.adjoint);
                break;
            case Core.Beginning.Resume b:
                Adjoint(json, "resume", b.length, b.adjoint);
                Held(json, "held", b.held);
                break;
            case Core.Beginning.Recreate b:
                Adjoint(json, "recreate", b.length, b.adjoint);
                Held(json, "held", b.held);
                Held(json, "first", b.first);
                break;
            case Core.Beginning.Swept b:
                Adjoint(json, "swept", b.length, b.adjoint);
                Held(json, "within", b.within);
                break;
            case Core.Beginning.Rejoin b:
                Sweep(json, "rejoin", b.step);
                break;
            case Core.Beginning.CatchUp b:
                Sweep(json, "catch-up", b.step);
                break;
        }
        json.WriteEndObject();
    }

    private static void Adjoint(Utf8JsonWriter json, string kind, long length, long adjoint)
    {
        json.WriteString("by", kind);
        json.WriteNumber("length", length);
        json.WriteNumber("adjoint", adjoint);
    }

    private static void Sweep(Utf8JsonWriter json, string kind, long step)
    {
        json.WriteString("by", kind);
        json.WriteNumber("step", step);
    }

    private static void Held(Utf8JsonWriter json, string name, IEnumerable<Core.HeldCheckpoint> held)
    {
        json.WriteStartArray(name);
        foreach (var checkpoint in held)
        {
            json.WriteStartObject();
            json.WriteString("level", $"{Core.Storage.NewLevel(checkpoint.Level)}");
            json.WriteNumber("step", checkpoint.Step);
            json.WriteString("holds", Names.Holdings.Of(checkpoint.Holding));
            json.WriteNumber("context", checkpoint.Context);
            json.WriteNumber("until", checkpoint.Until);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
