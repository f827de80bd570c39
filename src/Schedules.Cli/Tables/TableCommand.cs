using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Output;
using InteropTables = Schedules.Interop.Tables;

namespace Schedules.Cli.Tables;

/// <summary>schedules table FAMILY: the table behind a family, an entry a line.</summary>
internal static class TableCommand
{
    private static readonly Family[] WithTables =
    [
        Family.Revolve,
        Family.Mixed,
        Family.UnitSizes,
        Family.HRevolve,
        Family.DiskRevolve,
        Family.Optimal,
    ];

    public static Command Create()
    {
        var families = new FamilyOptions();
        var command = new Command(
            "table",
            $"The table behind a family ({Names()}): an entry a line, name(arguments) = value"
        );
        families.AddTo(command);
        command.SetAction(parsed =>
        {
            var spec = families.Read(parsed);
            Utf8Lines.Print(Refusal.Explain(spec, () => Entries(spec)));
            return ExitCode.Done;
        });
        return ExampleHelp.Of(command, "Example:", "  schedules table mixed --max-n 10 --snapshots 3");
    }

    private static IEnumerable<string> Entries(ScheduleSpec spec)
    {
        var (n, ram) = (spec.MaxN ?? 0, spec.SnapshotsInRam ?? 0);
        var slots = spec.Slots ?? [ram, spec.SnapshotsOnDisk ?? 0];
        return spec.Family switch
        {
            Family.Revolve => InteropTables.Binomial(n, ram),
            Family.Mixed => InteropTables.Mixed(n, checked((int)(spec.Snapshots ?? 0))),
            Family.UnitSizes => InteropTables.UnitSizes(
                n,
                spec.Snapshots ?? 0,
                spec.RestartUnits ?? 1,
                spec.DependencyUnits ?? 1,
                spec.StifflyAccurate
            ),
            Family.HRevolve => InteropTables.HRevolve(n, slots, spec.Costs),
            Family.DiskRevolve => InteropTables.DiskRevolve(n, ram, spec.OneReadDisk, spec.Costs),
            Family.Optimal => InteropTables.Optimal(n, slots, spec.Costs),
            _ => throw new UsageException($"{FamilyEntry.Of(spec.Family).Name} has no table; allowed: {Names()}"),
        };
    }

    private static string Names() => string.Join(", ", WithTables.Select(family => FamilyEntry.Of(family).Name));
}
