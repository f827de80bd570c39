using System.CommandLine;
using System.CommandLine.Help;
using Schedules.Cli.Actions;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Costing;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Inspecting;
using Schedules.Cli.Output;
using Schedules.Cli.Pictures;
using Schedules.Cli.Planning;
using Schedules.Cli.Runs;
using Schedules.Cli.Serving;
using Schedules.Cli.Tables;
using Schedules.Cli.Verifying;
using Schedules.FSharp;
using Schedules.Interop;

var root = ExampleHelp.Of(
    new RootCommand(
        "Checkpointing schedules for adjoint calculations: shows, counts, compares, plans and verifies them."
    ),
    "Examples:",
    "  schedules show revolve --max-n 10 --snapshots-in-ram 3",
    "  schedules actions multistage --max-n 100 --snapshots-in-ram 2 --snapshots-on-disk 5 | schedules verify -",
    "",
    "Completion, in bash (also zsh, after `autoload bashcompinit && bashcompinit`):",
    "  _schedules() {",
    "    local words=$(schedules \"[suggest:$COMP_POINT]\" \"$COMP_LINE\")",
    "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$2\")",
    "  }",
    "  complete -o default -F _schedules schedules",
    "",
    "Exit codes: 0 done, 1 the stream is invalid or the run failed, 2 wrong use."
);
foreach (
    var command in (Command[])
        [
            ActionsCommand.Create(),
            ShowCommand.Create(),
            CostCommand.Create(),
            CompareCommand.Create(),
            PlanCommand.Create(),
            VerifyCommand.Create(),
            TableCommand.Create(),
            InspectCommand.Create(),
            ServeCommand.Create(),
            RunCommand.Create(),
        ]
)
    root.Subcommands.Add(command);
if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } option)
    option.Action = new ExampleHelp(help);
Completions.AddTo(root);

if (Array.FindIndex(args, string.IsNullOrWhiteSpace) is >= 0 and var blank)
    return Say($"argument {blank + 1} is empty; allowed: words, options and their values", ExitCode.WrongUse);
try
{
    if (args is [var named] && ScheduleFamily.Find(named) is { } family)
    {
        FamilyHelp.Print(family, StandardStreams.Output);
        return ExitCode.Done;
    }

    // Alone it says what it can do; a family with its help is as in `show`.
    string[] words =
        args.Length == 0 ? ["--help"]
        : FamilyHelp.FindFirst(args[..1]) is not null ? ["show", .. args]
        : args;
    var parsed = root.Parse(words);
    var helps = parsed.Action is ExampleHelp;
    if (!helps && ParseErrors.First(parsed) is { } complaint)
        return Say(complaint, ExitCode.WrongUse);
    return parsed.Invoke(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = StandardStreams.Output,
            Error = StandardStreams.Error,
        }
    );
}
catch (UsageException refused)
{
    return Say(refused.Message, ExitCode.WrongUse);
}
catch (FailureException failed)
{
    return Say(failed.Message, ExitCode.Failed);
}
catch (TranslationException untranslatable)
{
    return Say($"failed: the format cannot say this: {untranslatable.Message}", ExitCode.Failed);
}
catch (IOException gone) when (StandardStreams.IsNobodyReading(gone))
{
    // As in `| head`: whoever reads has had enough.
    return ExitCode.Done;
}
catch (InvalidScheduleException invalid)
{
    return Say($"invalid: {invalid.Message}", ExitCode.Failed);
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    return Say($"failed: {failure.Message}", ExitCode.Failed);
}
catch (Exception failure)
{
    // Whatever it is (a full disk, too little memory), people get a line and not a stack trace.
    return Say($"failed: {ParseErrors.OneLine(failure.Message)}", ExitCode.Failed);
}

static int Say(string line, int code)
{
    // What a line quotes may be of any origin: an argument, a file name, a stream.
    StandardStreams.Error.WriteLine(Terminal.Message(Printable.text(line)));
    return code;
}
