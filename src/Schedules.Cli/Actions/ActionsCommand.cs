using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>schedules actions FAMILY: one action a line.</summary>
internal static class ActionsCommand
{
    public static Command Create()
    {
        var families = new FamilyOptions(needsLength: false);
        var adjoints = AdjointsOption.Create();
        var format = OptionFactory.Word(
            "--format",
            "How an action is written",
            ("json", ActionFormat.Json),
            ("text", ActionFormat.Text),
            ("step", ActionFormat.Step),
            ("classic", ActionFormat.Classic),
            ("operations", ActionFormat.Operations)
        );
        var mode = OptionFactory.Word(
            "--mode",
            "How the classic vocabulary says it [as the family needs]",
            ("offline", ClassicMode.Offline),
            ("multistage", ClassicMode.Multistage),
            ("online", ClassicMode.Online)
        );
        var view = OptionFactory.Word(
            "--view",
            "How condensed operations are; 3 is the canonical form of families with an unlimited disk",
            ("0", 0),
            ("1", 1),
            ("2", 2),
            ("3", 3)
        );
        var command = new Command("actions", "The actions of a schedule, one a line");
        families.AddTo(command);
        foreach (var option in (Option[])[adjoints, format, mode, view])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var spec = families.Read(parsed);
            var schedule = ParameterErrors.Explain(spec, () => BuildingProgress.Follow(spec.Build));
            var times = AdjointsOption.Of(schedule, parsed.GetValue(adjoints));
            var written = parsed.GetValue(format) ?? ActionFormat.Json;
            Note(parsed, mode, written == ActionFormat.Classic);
            Note(parsed, view, written == ActionFormat.Operations);
            var lines = new ActionLines(schedule, spec, times);
            switch (written)
            {
                case ActionFormat.Json when schedule.Steps is null:
                    Write(writer => WriteOpen(writer, schedule));
                    break;
                case not ActionFormat.Text when schedule.Steps is null:
                    throw new UsageException($"{OptionNames.Steps} is missing; this format needs it");
                case ActionFormat.Json:
                    Write(writer => writer.Write(schedule, times));
                    break;
                case ActionFormat.Text:
                    TextLines.Print(schedule, times);
                    break;
                case ActionFormat.Step:
                    Write(writer => writer.WriteSteps(schedule, spec.Family.Clearing, times));
                    break;
                case ActionFormat.Classic:
                    Write(writer => writer.WriteClassic(schedule, parsed.GetValue(mode) ?? lines.UsualMode, times));
                    break;
                case ActionFormat.Operations when (parsed.GetValue(view) ?? 0) == 0:
                    Write(writer => writer.WriteOperations(schedule, spec.Family.LevelNames, times));
                    break;
                default:
                    Utf8Lines.Print(lines.Condensed(parsed.GetValue(view) ?? 0));
                    break;
            }
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Examples:",
            "  schedules actions revolve --max-n 10 --snapshots-in-ram 3",
            "  schedules actions online --policy r2 --snapshots 3 | head",
            "  schedules actions h-revolve --max-n 20 --slots 2,3,4 --write 0,1,4 --read 0,1,4 --format operations --view 1"
        );
    }

    private static void Write(Action<ActionWriter> write)
    {
        using var stream = StandardStreams.OpenOutput();
        var writer = new ActionWriter(stream);
        write(writer);
        writer.Flush();
    }

    /// <summary>Up to the first Forward without an end; if there is none, as long as
    /// somebody reads.</summary>
    private static void WriteOpen(ActionWriter writer, CheckpointSchedule schedule)
    {
        var run = schedule.Start();
        while (!run.AwaitsLength && run.MoveNext())
            writer.Write(run.Current);
    }

    private static void Note(ParseResult parsed, Option option, bool hasEffect)
    {
        if (!hasEffect && parsed.GetResult(option) is not null)
            parsed.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on this format");
    }
}
