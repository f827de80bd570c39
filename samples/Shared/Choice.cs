using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Schedules.Samples;

/// <summary>Options that say, when refused, what is allowed.</summary>
internal static class Choice
{
    /// <summary>A whole number within bounds; without a minimum, where the least that is allowed
    /// depends on other options.
    /// </summary>
    public static Option<T> Number<T>(string name, string description, T usual, T? minimum, T maximum)
        where T : struct, IBinaryInteger<T> =>
        new(name)
        {
            Description = description,
            HelpName = "number",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
                T.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, null, out var value)
                && (minimum is null || value >= minimum)
                && value <= maximum
                    ? value
                    : Refuse<T>(
                        result,
                        name,
                        minimum is null
                            ? $"a whole number up to {maximum}"
                            : $"a whole number from {minimum} to {maximum}"
                    ),
        };

    /// <summary>Says that a value is not allowed, and what is.</summary>
    public static T? Refuse<T>(ArgumentResult result, string name, string allowed)
    {
        result.AddError($"{name} is {result.Tokens[0].Value}; allowed: {allowed}");
        return default;
    }
}
