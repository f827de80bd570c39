using System.CommandLine;
using Schedules.Cli.Actions;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;

namespace Schedules.Cli.Costing;

/// <summary>schedules cost FAMILY: counts, peaks and makespan.</summary>
internal static class CostCommand
{
    private enum Format
    {
        Table,
        Json,
    }

    public static Command Create()
    {
        var families = new FamilyOptions(weighsCosts: true);
        var adjoints = AdjointsOption.Create();
        var format = OptionFactory.Word(
            "--format",
            "How it is written",
            ("table", Format.Table),
            ("json", Format.Json)
        );
        var count = OptionFactory.Switch(
            "--count",
            "Go through the schedule to count the peaks [if that takes seconds]"
        );
        var machine = MachineOption.Create();
        var command = new Command("cost", "Counts, peaks and makespan of a schedule");
        families.AddTo(command);
        foreach (var option in (Option[])[adjoints, format, count, machine])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var spec = families.Read(parsed);
            var schedule = ParameterErrors.Explain(spec, () => BuildingProgress.Follow(spec.Build));
            var adjointsWanted = AdjointsOption.Of(schedule, parsed.GetValue(adjoints));
            var assessment = ParameterErrors.Explain(
                spec,
                () => Assessment.Of(schedule, adjointsWanted, spec.Costs, OptionFactory.Value(parsed, count))
            );
            var times = MachineOption.Of(parsed.GetValue(machine)) is { } on
                ? WallTime.Of(schedule, on, adjointsWanted)
                : null;
            var report = new CostReport(assessment, times);
            if (parsed.GetValue(format) == Format.Json)
                StandardStreams.Output.WriteLine(report.Json());
            else
                report.Print(Terminal.Create());
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  schedules cost h-revolve --max-n 1000 --snapshots-in-ram 5 --snapshots-on-disk 20 --wd 4 --rd 2",
            "  schedules cost single-disk --steps 200 --machine 'advance=1 reverse=2 dependencies=1 disk-write=1 disk-read=1'"
        );
    }
}
