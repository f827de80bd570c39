using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>schedules actions FAMILY: one action a line.</summary>
internal static class ActionsCommand
{
    private enum Format
    {
        Json,
        Text,
    }

    public static Command Create()
    {
        var families = new FamilyOptions();
        var adjoints = AdjointsOption.Create();
        var format = Choice.Word("--format", "How an action is written", ("json", Format.Json), ("text", Format.Text));
        var command = new Command("actions", "One action a line");
        families.AddTo(command);
        command.Options.Add(adjoints);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var spec = families.Read(parsed);
            var schedule = Refusal.Explain(spec, () => spec.Build());
            Write(schedule, AdjointsOption.Of(schedule, parsed.GetValue(adjoints)));
            return ExitCode.Done;
        });
        return ExampleHelp.Of(command, "Example:", "  schedules actions revolve --max-n 10 --snapshots-in-ram 3");
    }

    private static void Write(CheckpointSchedule schedule, long adjoints)
    {
        using var lines = new Utf8Lines(StandardOutput.Open());
        var format = new JsonFormat(lines);
        var run = schedule.Start();
        long completed = 0;
        while (run.MoveNext())
        {
            var action = run.Raw;
            format.Write(in action);
            if (action.Kind == ActionKind.EndReverse)
                completed++;
            if (completed == adjoints && action.Kind is ActionKind.EndForward or ActionKind.EndReverse)
                break;
        }
        lines.Flush();
    }
}
