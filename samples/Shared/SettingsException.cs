using System.Text.RegularExpressions;

namespace Schedules.Samples;

/// <summary>Options that cannot be carried out: one line that names the option and what is allowed.</summary>
internal sealed partial class SettingsException(string message) : Exception(message)
{
    /// <summary>What the library says of its parameter, said of the option: they are named alike.</summary>
    public static SettingsException From(ArgumentOutOfRangeException refused)
    {
        var parameter = refused.ParamName ?? "";
        var option = "--" + Capital().Replace(parameter, "-$0").ToLowerInvariant();
        var sentence = refused.Message.Split(" (Parameter")[0];
        return new SettingsException(
            sentence.StartsWith(parameter, StringComparison.Ordinal)
                ? option + sentence[parameter.Length..]
                : $"{option}: {sentence}"
        );
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
