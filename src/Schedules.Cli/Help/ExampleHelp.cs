using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Output;

namespace Schedules.Cli.Help;

/// <summary>The help, and below it the examples of the command that it is about; where a family is
/// named, that of the family.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<Command, string[]> Examples = [];

    /// <summary>Sets what stands below the help of a command.</summary>
    public static T Of<T>(T command, params string[] lines)
        where T : Command
    {
        Examples[command] = lines;
        return command;
    }

    public override int Invoke(ParseResult parsed)
    {
        if (
            parsed.CommandResult.Command.Arguments.Any(argument => argument.Name == FamilyOptions.ArgumentName)
            && FamilyHelp.FindFirst(parsed.Tokens.Select(token => token.Value)) is { } family
        )
        {
            FamilyHelp.Print(family, parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        }
        var code = help.Invoke(parsed);
        foreach (var line in Examples.GetValueOrDefault(parsed.CommandResult.Command, []).SelectMany(Broken))
            parsed.InvocationConfiguration.Output.WriteLine(line);
        return code;
    }

    public override bool ClearsParseErrors => true;

    private static IEnumerable<string> Broken(string line) =>
        line.TrimStart().StartsWith("schedules ", StringComparison.Ordinal)
            ? LineBreaks.OfCommand(line.TrimStart(), Terminal.Width, line[..^line.TrimStart().Length])
        : line.StartsWith(' ') ? [line]
        : LineBreaks.OfSentence(line, Terminal.Width);
}
