using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Families;

/// <summary>Messages of the library about its parameters, reworded for the options that they
/// come from.</summary>
internal static class ParameterErrors
{
    /// <summary>The schedule of some options.</summary>
    /// <exception cref="UsageException">An option is not allowed, or an answer would need more than
    /// 64 bits.</exception>
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
            throw new UsageException(Rename(ParseErrors.OneLine(refused.Message), spec));
        }
    }

    /// <summary>One line, with the names of options.</summary>
    public static string Sentence(ArgumentOutOfRangeException refused, ScheduleSpec spec)
    {
        var parameter = refused.ParamName ?? "";
        var sentence = refused.Message.Split(" (Parameter")[0];
        return sentence.StartsWith(parameter, StringComparison.Ordinal)
            ? Option(parameter, spec) + Others(sentence[parameter.Length..], spec)
            : $"{Option(parameter, spec)}: {sentence}";
    }

    private static string Rename(string sentence, ScheduleSpec spec)
    {
        var parameter = sentence.Split(' ')[0];
        return Option(parameter, spec) + Others(sentence[parameter.Length..], spec);
    }

    /// <summary>Other parameters that a sentence names: those of several words, which are no words
    /// otherwise.</summary>
    private static string Others(string sentence, ScheduleSpec spec) =>
        spec
            .Family.Parameters.Where(parameter => parameter.Name.Any(char.IsUpper))
            .Aggregate(
                sentence,
                (renamed, parameter) =>
                    renamed.Replace(parameter.Name, OptionNames.Of(parameter.Name), StringComparison.Ordinal)
            );

    private static string Option(string parameter, ScheduleSpec spec) =>
        parameter switch
        {
            "steps" => spec.Family.IsOffline ? OptionNames.MaxN : OptionNames.Steps,
            "slots" when spec.NamesTwoLevels => $"{OptionNames.SnapshotsInRam} and {OptionNames.SnapshotsOnDisk}",
            _ => OptionNames.Of(parameter),
        };
}
