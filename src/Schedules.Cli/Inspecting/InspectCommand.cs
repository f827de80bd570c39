using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Runtime;

namespace Schedules.Cli.Inspecting;

/// <summary>schedules inspect DIRECTORY: the runs, checkpoints and journals that are there.</summary>
internal static class InspectCommand
{
    private enum Format
    {
        Table,
        Json,
    }

    public static Command Create()
    {
        var directory = new Argument<string?>("DIRECTORY")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A directory of checkpoints or of a journal, or one above such",
        };
        var format = OptionFactory.Word(
            "--format",
            "How it is written",
            ("table", Format.Table),
            ("json", Format.Json)
        );
        var command = new Command(
            "inspect",
            "Runs in a directory: journals, and checkpoints with their levels, steps, bytes and checksums; each is verified, and nothing is changed"
        );
        command.Arguments.Add(directory);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var place =
                parsed.GetValue(directory)
                ?? throw new UsageException(
                    "no DIRECTORY is given; allowed: one of checkpoints or of a journal, or one above such"
                );
            if (!Directory.Exists(place))
                throw new FailureException($"failed: there is no directory {place}");
            var found = RunInspection.Of(place);
            if (found.Checkpoints.Count + found.Journals.Count + found.Faults.Count == 0)
                throw new FailureException($"failed: there are no checkpoints and no journals in {place}");
            var report = new InspectionReport(found);
            if (parsed.GetValue(format) == Format.Json)
                StandardStreams.Output.WriteLine(report.Json());
            else
                report.Print(Terminal.Create());
            return found.Faults.Count == 0
                ? ExitCode.Done
                : throw new FailureException($"failed: {found.Faults.Count} not whole");
        });
        return ExampleHelp.Of(command, "Example:", "  schedules inspect /scratch/run --format json");
    }
}
