using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>A family with its parameters. The number of steps of an online one is left.</summary>
internal static class SpecReader
{
    public static (Core.Spec Spec, CostModel? Costs) Read(Fields fields)
    {
        var family = fields.String("family");
        var costs = fields.Has("costs") ? Costs(fields.Object("costs")) : null;
        var spec = family switch
        {
            "none" => Core.Spec.None,
            "single-memory" => Core.Spec.SingleMemory,
            "single-disk" => Core.Spec.NewSingleDisk(fields.Bool("moveData")),
            "revolve" => Core.Spec.NewRevolve(fields.Long("steps"), fields.Int("snapshotsInRam")),
            "multistage" => Core.Spec.NewMultistage(
                fields.Long("steps"),
                fields.Int("snapshotsInRam"),
                fields.Int("snapshotsOnDisk"),
                fields.Name("trajectory", Names.Trajectories)
            ),
            "two-level" => Core.Spec.NewTwoLevel(
                fields.Long("period"),
                fields.Int("binomialSnapshots"),
                fields.Level("binomialStorage"),
                fields.Name("trajectory", Names.Trajectories)
            ),
            "periodic-disk" => Core.Spec.NewPeriodicDisk(fields.Long("period")),
            "mixed" => Core.Spec.NewMixed(fields.Long("steps"), fields.Int("snapshots"), fields.Level("storage")),
            "unit-sizes" => Core.Spec.NewUnitSizes(
                fields.Long("steps"),
                fields.Long("units"),
                fields.Long("restartUnits"),
                fields.Long("dependencyUnits"),
                fields.Bool("stifflyAccurate"),
                fields.Level("storage")
            ),
            "h-revolve" => Core.Spec.NewHRevolve(fields.Long("steps"), Slots(fields), Given(costs)),
            "disk-revolve" => Core.Spec.NewDiskRevolve(
                fields.Long("steps"),
                fields.Int("snapshotsInRam"),
                fields.Bool("oneReadDisk"),
                Given(costs)
            ),
            "1d-revolve" => Core.Spec.NewOneDRevolve(
                fields.Long("steps"),
                fields.Int("snapshotsInRam"),
                fields.Bool("oneReadDisk"),
                Given(costs)
            ),
            "periodic-disk-revolve" => Core.Spec.NewPeriodicDiskRevolve(
                fields.Long("steps"),
                fields.Int("snapshotsInRam"),
                Period(fields),
                fields.Bool("oneReadDisk"),
                Given(costs)
            ),
            "optimal" => Core.Spec.NewOptimal(fields.Long("steps"), Slots(fields), Given(costs)),
            "online" => Core.Spec.NewOnline(
                fields.Name("policy", Names.Policies),
                fields.Int("snapshots"),
                fields.Level("storage")
            ),
            _ => throw new FormatException($"schedule: there is no family {family}"),
        };
        return spec.Costs.IsSome == costs is not null
            ? (spec, costs)
            : throw new FormatException("schedule has a field that does not belong there: costs");
    }

    private static FSharpList<int> Slots(Fields fields) => ListModule.OfSeq(fields.Ints("slots"));

    private static Core.DiskPeriod Period(Fields fields) =>
        fields.IsNumber("period")
            ? Core.DiskPeriod.NewGiven(fields.Long("period"))
            : fields.Name("period", Names.Periods);

    private static Core.CostModel Given(CostModel? costs) =>
        costs?.ToCore ?? throw new FormatException("schedule has no field costs");

    private static CostModel Costs(Fields fields)
    {
        var costs = new CostModel(
            fields.Double("uf"),
            fields.Double("ub"),
            fields.Doubles("write"),
            fields.Doubles("read")
        );
        fields.End();
        return costs;
    }
}
