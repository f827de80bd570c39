using System.Text.Json;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>A family with its parameters, which are named as in the factories.</summary>
internal static class SpecWriter
{
    public static void Write(Utf8JsonWriter json, Core.Spec spec, long? steps)
    {
        json.WriteString("family", Family(spec));
        if (steps is { } known)
            json.WriteNumber("steps", known);
        switch (spec)
        {
            case Core.Spec.SingleDisk s:
                json.WriteBoolean("moveData", s.moveData);
                break;
            case Core.Spec.Revolve s:
                json.WriteNumber("snapshotsInRam", s.snapshotsInRam);
                break;
            case Core.Spec.Multistage s:
                json.WriteNumber("snapshotsInRam", s.snapshotsInRam);
                json.WriteNumber("snapshotsOnDisk", s.snapshotsOnDisk);
                json.WriteString("trajectory", Names.Trajectories.Of(s.trajectory));
                break;
            case Core.Spec.TwoLevel s:
                json.WriteNumber("period", s.period);
                json.WriteNumber("binomialSnapshots", s.binomialSnapshots);
                json.WriteString("binomialStorage", $"{s.binomialStorage}");
                json.WriteString("trajectory", Names.Trajectories.Of(s.trajectory));
                break;
            case Core.Spec.PeriodicDisk s:
                json.WriteNumber("period", s.period);
                break;
            case Core.Spec.Mixed s:
                json.WriteNumber("snapshots", s.snapshots);
                json.WriteString("storage", $"{s.storage}");
                break;
            case Core.Spec.UnitSizes s:
                json.WriteNumber("units", s.units);
                json.WriteNumber("restartUnits", s.restartUnits);
                json.WriteNumber("dependencyUnits", s.dependencyUnits);
                json.WriteBoolean("stifflyAccurate", s.stifflyAccurate);
                json.WriteString("storage", $"{s.storage}");
                break;
            case Core.Spec.HRevolve s:
                Slots(json, s.slots);
                break;
            case Core.Spec.DiskRevolve s:
                json.WriteNumber("snapshotsInRam", s.snapshotsInRam);
                json.WriteBoolean("oneReadDisk", s.oneReadDisk);
                break;
            case Core.Spec.OneDRevolve s:
                json.WriteNumber("snapshotsInRam", s.snapshotsInRam);
                json.WriteBoolean("oneReadDisk", s.oneReadDisk);
                break;
            case Core.Spec.PeriodicDiskRevolve s:
                json.WriteNumber("snapshotsInRam", s.snapshotsInRam);
                Period(json, s.period);
                json.WriteBoolean("oneReadDisk", s.oneReadDisk);
                break;
            case Core.Spec.Optimal s:
                Slots(json, s.slots);
                break;
            case Core.Spec.Online s:
                json.WriteString("policy", Names.Policies.Of(s.policy));
                json.WriteNumber("snapshots", s.snapshots);
                json.WriteString("storage", $"{s.storage}");
                break;
        }
        if (spec.Costs.IsSome)
            Costs(json, spec.Costs.Value);
    }

    private static string Family(Core.Spec spec) =>
        spec.Tag switch
        {
            Core.Spec.Tags.None => "none",
            Core.Spec.Tags.SingleMemory => "single-memory",
            Core.Spec.Tags.SingleDisk => "single-disk",
            Core.Spec.Tags.Revolve => "revolve",
            Core.Spec.Tags.Multistage => "multistage",
            Core.Spec.Tags.TwoLevel => "two-level",
            Core.Spec.Tags.PeriodicDisk => "periodic-disk",
            Core.Spec.Tags.Mixed => "mixed",
            Core.Spec.Tags.UnitSizes => "unit-sizes",
            Core.Spec.Tags.HRevolve => "h-revolve",
            Core.Spec.Tags.DiskRevolve => "disk-revolve",
            Core.Spec.Tags.OneDRevolve => "1d-revolve",
            Core.Spec.Tags.PeriodicDiskRevolve => "periodic-disk-revolve",
            Core.Spec.Tags.Optimal => "optimal",
            _ => "online",
        };

    private static void Slots(Utf8JsonWriter json, IEnumerable<int> slots)
    {
        json.WriteStartArray("slots");
        foreach (var count in slots)
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static void Period(Utf8JsonWriter json, Core.DiskPeriod period)
    {
        if (period is Core.DiskPeriod.Given given)
            json.WriteNumber("period", given.period);
        else
            json.WriteString("period", Names.Periods.Of(period));
    }

    private static void Costs(Utf8JsonWriter json, Core.CostModel costs)
    {
        json.WriteStartObject("costs");
        json.WriteNumber("uf", costs.Uf);
        json.WriteNumber("ub", costs.Ub);
        Levels(json, "write", costs.Writes);
        Levels(json, "read", costs.Reads);
        json.WriteEndObject();
    }

    private static void Levels(Utf8JsonWriter json, string name, IEnumerable<double> costs)
    {
        json.WriteStartArray(name);
        foreach (var cost in costs)
            json.WriteNumberValue(cost);
        json.WriteEndArray();
    }
}
