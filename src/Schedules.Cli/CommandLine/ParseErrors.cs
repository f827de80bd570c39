using System.CommandLine;
using System.CommandLine.Parsing;

namespace Schedules.Cli.CommandLine;

/// <summary>Errors in a command line: one line that says what is wrong, and what
/// is allowed.</summary>
internal static class ParseErrors
{
    /// <summary>The first thing wrong; null if nothing is.</summary>
    public static string? First(ParseResult parsed)
    {
        if (parsed.Errors is not [var first, ..])
            return null;
        var command = parsed.CommandResult.Command;
        if (first.SymbolResult is OptionResult { Tokens.Count: 0, Option: ISetting setting } option)
            return $"{option.Option.Name} has no value; allowed: {setting.Allowed}";
        if (first.SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated)
            return $"{repeated.Option.Name} is given {repeated.IdentifierTokenCount} times; allowed: once";
        if (parsed.UnmatchedTokens is [var word, ..] && (IsGroup(command) || Names(first, word)))
            return Unknown(word, parsed);
        return IsGroup(command) ? $"no command; allowed: {Commands(command)}" : first.Message;
    }

    /// <summary>A message without its further lines.</summary>
    public static string OneLine(string message) =>
        message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "no reason was given";

    private static string Unknown(string word, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (word.StartsWith('-'))
            return $"{word} is no option of {command.Name}{Closest.Suggestion(word, command.Options.Select(option => option.Name))}; allowed: {Options(command)}";
        if (IsGroup(command))
            return $"{word} is no command{Closest.Suggestion(word, command.Subcommands.Select(sub => sub.Name))}; allowed: {Commands(command)}";
        return Before(word, parsed) is Option<bool?> option
            ? $"{option.Name} is {word}; allowed: true, false"
            : $"{word} is not expected here; allowed: {Options(command)}";
    }

    /// <summary>The option that stands before a word.</summary>
    private static Option? Before(string word, ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        return words.IndexOf(word) is > 0 and var index
            ? parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == words[index - 1])
            : null;
    }

    private static bool Names(ParseError error, string word) =>
        error.Message.Contains($"'{word}'", StringComparison.Ordinal);

    private static bool IsGroup(Command command) => command.Subcommands.Count > 0;

    private static string Commands(Command command) => string.Join(", ", command.Subcommands.Select(sub => sub.Name));

    private static string Options(Command command) => string.Join(", ", command.Options.Select(option => option.Name));
}
