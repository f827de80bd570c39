using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Schedules.Cli.CommandLine;

/// <summary>What a shell completes with: words and long options, a line each.</summary>
internal sealed class Completions : SynchronousCommandLineAction
{
    private readonly SuggestDirective directive;

    private Completions(SuggestDirective directive) => this.directive = directive;

    /// <summary>Answers a shell's questions instead of the library, whose answers include
    /// <c>-?</c> and <c>/h</c>.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var directive in root.Directives.OfType<SuggestDirective>())
            directive.Action = new Completions(directive);
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parsed)
    {
        var line = parsed.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        var at =
            parsed.GetResult(directive)?.Values is [var given, ..] && int.TryParse(given, out var position)
                ? Math.Clamp(position, 0, line.Length)
                : line.Length;
        var words =
            from item in parsed.RootCommandResult.Command.Parse(line).GetCompletions(at)
            where
                item.Label.Length > 0
                && (char.IsLetterOrDigit(item.Label[0]) || item.Label.StartsWith("--", StringComparison.Ordinal))
            select item.Label;
        foreach (var word in words.Distinct())
            parsed.InvocationConfiguration.Output.WriteLine(word);
        return ExitCode.Done;
    }
}
