using System.CommandLine;
using System.CommandLine.Parsing;
using Schedules.FSharp;

namespace Schedules.Cli.CommandLine;

/// <summary>An option that can say what it allows.</summary>
internal interface ISetting
{
    /// <summary>Values that may follow the option, in words.</summary>
    string Allowed { get; }
}

/// <summary>An option that says, when its value is refused or missing, what is allowed. It has no
/// value if it is not given.</summary>
internal sealed class Setting<T> : Option<T>, ISetting
{
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="allowed">What may follow it, in words.</param>
    /// <param name="parse">The value of a word; null if it is not allowed.</param>
    public Setting(string name, string description, string allowed, Func<string, Parsed<T>?> parse)
        : base(name)
    {
        Allowed = allowed;
        Description = description;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result => Read(result, parse);
    }

    public string Allowed { get; }

    /// <summary>Lets the option be given several times.</summary>
    public Setting<T> Repeatable(Func<IReadOnlyList<string>, Parsed<T>?> parse)
    {
        Arity = ArgumentArity.OneOrMore;
        CustomParser = result =>
            parse([.. result.Tokens.Select(token => token.Value)]) is { } parsed
                ? parsed.Value
                : Refuse(result, string.Join(' ', result.Tokens.Select(token => token.Value)));
        return this;
    }

    /// <summary>Words for the shell to complete with, instead of the names of values.</summary>
    public Setting<T> Completing(params string[] words)
    {
        CompletionSources.Clear();
        CompletionSources.Add(words);
        return this;
    }

    private T? Read(ArgumentResult result, Func<string, Parsed<T>?> parse) =>
        parse(result.Tokens[0].Value) is { } parsed ? parsed.Value : Refuse(result, result.Tokens[0].Value);

    private T? Refuse(ArgumentResult result, string word)
    {
        // A message of several lines would be cut after the first.
        result.AddError($"{Name} is {Printable.text(word)}; allowed: {Allowed}");
        return default;
    }
}

/// <summary>A value that a word stands for.</summary>
internal readonly record struct Parsed<T>(T Value);
