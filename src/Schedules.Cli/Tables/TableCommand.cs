using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Tables;

/// <summary>schedules table FAMILY: the table behind a family, an entry a line.</summary>
internal static class TableCommand
{
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
            Utf8Lines.Print(ParameterErrors.Explain(spec, () => Entries(spec)));
            return ExitCode.Done;
        });
        return ExampleHelp.Of(command, "Example:", "  schedules table mixed --max-n 10 --snapshots 3");
    }

    private static IEnumerable<string> Entries(ScheduleSpec spec) =>
        spec.Family.HasTable
            ? spec.Family.Table(spec.Values, spec.Costs)
            : throw new UsageException($"{spec.Family} has no table; allowed: {Names()}");

    private static string Names() => string.Join(", ", ScheduleFamily.All.Where(family => family.HasTable));
}
