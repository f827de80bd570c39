using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Costing;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;

namespace Schedules.Cli.Verifying;

/// <summary>schedules verify: judges a stream of actions from any tool.</summary>
internal static class VerifyCommand
{
    private const string StandardInput = "-";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description =
                "One action a line, as `schedules actions` writes them in json, step or classic; - or none: standard input",
        };
        var settings = new RefereeSettings();
        var costs = new CostOptions();
        var command = new Command("verify", "Says whether a stream of actions is valid, and what it costs");
        command.Arguments.Add(file);
        foreach (var option in settings.All.Concat(costs.All))
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var (options, model) = (settings.Read(parsed), costs.Of(parsed));
            using var stream = Open(parsed.GetValue(file) ?? StandardInput);
            var profile = Judgement.Of(
                BoundedLines.Of(stream),
                options,
                note => parsed.InvocationConfiguration.Error.WriteLine($"note: {note}")
            );
            var console = Terminal.Create();
            console.Profile.Out.Writer.WriteLine("valid");
            new CostReport(new Assessment(profile.Steps, profile.Counts, model, profile)).Print(console);
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  schedules actions revolve --max-n 10 --snapshots-in-ram 3 | schedules verify --limit ram=3"
        );
    }

    private static Stream Open(string name)
    {
        if (name == StandardInput)
            return StandardStreams.OpenInput();
        try
        {
            return File.OpenRead(name);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name} cannot be read: {ParseErrors.OneLine(refused.Message)}");
        }
    }
}
