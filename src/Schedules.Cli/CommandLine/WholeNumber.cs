using System.Globalization;

namespace Schedules.Cli.CommandLine;

/// <summary>Whole numbers as people write large ones: 1000000, 1e6, 2.5e3.</summary>
internal static class WholeNumber
{
    private const NumberStyles Scientific =
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign;

    /// <summary>The digits of a number with an exponent, or of several with commas between them; any
    /// other word, such as a number that is not whole, as it is.</summary>
    public static string Plain(string words) => string.Join(',', words.Split(',').Select(One));

    private static string One(string word) =>
        word.Contains('e', StringComparison.OrdinalIgnoreCase)
        && decimal.TryParse(word, Scientific, CultureInfo.InvariantCulture, out var number)
        && decimal.IsInteger(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : word;
}
