using System.Text.RegularExpressions;
using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Families;

/// <summary>What the library says of its parameters, said of the options that they come from.</summary>
internal static partial class Refusal
{
    /// <summary>The schedule of some options.</summary>
    /// <exception cref="UsageException">An option is not allowed, or an answer would need more than 64 bits.</exception>
    public static T Explain<T>(ScheduleSpec spec, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw new UsageException(Sentence(refused, spec));
        }
        catch (OverflowException refused)
        {
            throw new UsageException(
                refused.Message.Contains("allowed", StringComparison.Ordinal)
                    ? Rename(Complaint.OneLine(refused.Message), spec)
                    : $"{ParameterNames.Snapshots} is {spec.Snapshots}; allowed: up to {int.MaxValue}"
            );
        }
    }

    /// <summary>One line, with the names of options.</summary>
    public static string Sentence(ArgumentOutOfRangeException refused, ScheduleSpec spec)
    {
        var parameter = refused.ParamName ?? "";
        var sentence = refused.Message.Split(" (Parameter")[0];
        return sentence.StartsWith(parameter, StringComparison.Ordinal)
            ? Option(parameter, spec) + sentence[parameter.Length..]
            : $"{Option(parameter, spec)}: {sentence}";
    }

    private static string Rename(string sentence, ScheduleSpec spec)
    {
        var parameter = sentence.Split(' ')[0];
        return Option(parameter, spec) + sentence[parameter.Length..];
    }

    private static string Option(string parameter, ScheduleSpec spec) =>
        parameter switch
        {
            "steps" => spec.Steps is null ? ParameterNames.MaxN : ParameterNames.Steps,
            "units" => ParameterNames.Snapshots,
            "slots" when spec.Slots is null => $"{ParameterNames.SnapshotsInRam} and {ParameterNames.SnapshotsOnDisk}",
            _ => "--" + Capital().Replace(parameter, "-$0").ToLowerInvariant(),
        };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
