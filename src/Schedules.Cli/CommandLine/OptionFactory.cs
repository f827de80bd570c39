using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Schedules.Interop;

namespace Schedules.Cli.CommandLine;

/// <summary>Options of the kinds that there are here.</summary>
internal static class OptionFactory
{
    /// <summary>One of several words.</summary>
    public static Setting<T?> Word<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        var words = choices.Select(choice => choice.Word).ToArray();
        var allowed = string.Join(", ", words);
        return new Setting<T?>(
            name,
            $"{description}: {allowed}",
            allowed,
            word => Array.IndexOf(words, word) is >= 0 and var index ? new(choices[index].Value) : null
        )
        {
            HelpName = "word",
        }.Completing(words);
    }

    /// <summary>A whole number. The least that is allowed is the library's to say, since it may
    /// depend on other options.</summary>
    public static Setting<T?> Whole<T>(string name, string description, T? minimum = null)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        new(
            name,
            description,
            minimum is null ? $"a whole number up to {T.MaxValue}" : $"a whole number from {minimum} to {T.MaxValue}",
            word => Integer<T>(WholeNumber.Plain(word)) is { } number && !(number < minimum) ? new(number) : null
        )
        {
            HelpName = "number",
        };

    /// <summary>A number, finite and at least zero.</summary>
    public static Setting<double?> Real(string name, string description, bool positive = false) =>
        new(
            name,
            description,
            positive ? "a finite number above 0" : "a finite number, at least 0",
            word => Number(word) is { } number && (number > 0 || !positive) ? new(number) : null
        )
        {
            HelpName = "number",
        };

    /// <summary>Whole numbers with commas between them.</summary>
    public static Setting<IReadOnlyList<int>?> Wholes(string name, string description) =>
        new(
            name,
            description,
            "whole numbers with commas between them: 4,8,2",
            word => All(WholeNumber.Plain(word), Integer<int>)
        )
        {
            HelpName = "list",
        };

    /// <summary>Numbers with commas between them, finite and at least zero.</summary>
    public static Setting<IReadOnlyList<double>?> Reals(string name, string description) =>
        new(
            name,
            description,
            "numbers with commas between them, each finite and at least 0: 0,1,4",
            word => All(word, Number)
        )
        {
            HelpName = "list",
        };

    /// <summary>A number of bytes, with a unit or without.</summary>
    public static Setting<long?> Bytes(string name, string description) =>
        new(
            name,
            description,
            ByteSize.Allowed,
            word => ByteSize.TryParse(WholeNumber.Plain(word), out var bytes) ? new(bytes) : null
        )
        {
            HelpName = "bytes",
        };

    /// <summary>The name of a file.</summary>
    public static Setting<string?> File(string name, string description) =>
        new(name, description, "the name of a file", word => new(word)) { HelpName = "file" };

    /// <summary>On if it is given; an explicit true or false may follow.</summary>
    public static Option<bool?> Switch(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "true|false",
            Arity = ArgumentArity.ZeroOrOne,
        };

    /// <summary>Value of a switch; null if it is not given.</summary>
    public static bool? Value(ParseResult parsed, Option<bool?> option) =>
        parsed.GetResult(option) is { } given ? given.Tokens.Count == 0 || parsed.GetValue(option) == true : null;

    private static T? Integer<T>(string word)
        where T : struct, IBinaryInteger<T> =>
        T.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && number >= 0
            ? number
            : null;

    private static Parsed<IReadOnlyList<T>?>? All<T>(string words, Func<string, T?> parse)
        where T : struct
    {
        var numbers = words.Split(',').Select(parse).ToList();
        return numbers.Contains(null) ? null : new([.. numbers.Select(number => number!.Value)]);
    }
}
