using System.Text.RegularExpressions;

namespace Schedules.Samples;

/// <summary>Options that cannot be carried out: one line that names the option and what
/// is allowed.</summary>
internal sealed partial class SettingsException(string message) : Exception(message)
{
    /// <summary>What the library says of its parameter, said of the option.</summary>
    /// <param name="refused">What it says.</param>
    /// <param name="options">The options of parameters that are not named like them.</param>
    public static SettingsException From(
        ArgumentOutOfRangeException refused,
        IReadOnlyDictionary<string, string>? options = null
    )
    {
        var parameter = refused.ParamName ?? "";
        var option = options?.GetValueOrDefault(parameter) ?? Option(parameter);
        var sentence = refused.Message.Split(" (Parameter")[0];
        return new SettingsException(
            sentence.StartsWith(parameter, StringComparison.Ordinal)
                ? option + sentence[parameter.Length..]
                : $"{option}: {sentence}"
        );
    }

    /// <summary>The option that is named like a parameter.</summary>
    public static string Option(string parameter) => "--" + Capital().Replace(parameter, "-$0").ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
