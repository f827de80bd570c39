using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>schedules compare: all families that fit the given slots, the cheapest first.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var maxN = OptionFactory.Whole<long>(OptionNames.MaxN, "Steps", 1);
        var ram = OptionFactory.Whole<int>(OptionNames.SnapshotsInRam, "Slots in RAM", 0);
        var disk = OptionFactory.Whole<int>(OptionNames.SnapshotsOnDisk, "Slots on disk [0]", 0);
        var slots = OptionFactory.Wholes(OptionNames.Slots, "Slots of each level, RAM first, instead of the two");
        var work = WorkOption.Create();
        var format = PlanFormatOption.Create();
        var costs = new CostOptions();
        var command = new Command(
            "compare",
            "All families that fit: a slot holds the restart data or the dependencies of a step; WORK holds those of one step beside"
        );
        foreach (var option in (Option[])[maxN, ram, disk, slots, .. costs.All, work, format])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var steps = RequiredOption.Of(parsed, maxN, "compare");
            if (parsed.GetResult(slots) is not null && (parsed.GetResult(ram) ?? parsed.GetResult(disk)) is not null)
                throw new UsageException(
                    $"{slots.Name} contradicts {ram.Name} and {disk.Name}; allowed: one way to say it"
                );
            var levels =
                parsed.GetValue(slots) ?? [RequiredOption.Of(parsed, ram, "compare"), parsed.GetValue(disk) ?? 0];
            if (levels.Any(level => level < 0))
                throw new UsageException($"{slots.Name} has a negative number; allowed: 0 and more");
            var request = new PlanRequest
            {
                Steps = RequiredOption.Steps(steps, maxN.Name),
                Machine = Machine.Of(costs.Of(parsed)),
                // A slot is a byte; WORK holds the dependencies of one step beside.
                Budgets = [levels[0] + 1.0, .. levels.Skip(1).Select(level => (double)level)],
                Overlapped = false,
                Work = WorkOption.Of(parsed, work),
            };
            var plan = Planner.Plan(request);
            if (parsed.GetValue(format) == PlanFormat.Json)
                StandardStreams.Output.WriteLine(plan.ToJson());
            else
                new ComparisonReport(plan, request.Steps).Print(Terminal.Create());
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  schedules compare --max-n 1000 --snapshots-in-ram 5 --snapshots-on-disk 20 --wd 4 --rd 2"
        );
    }
}
