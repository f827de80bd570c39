using System.Globalization;
using Schedules.Cli.Families;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Help;

/// <summary>The help of one family: what it keeps, its paper, its own options with their ranges, and a
/// line to begin with.</summary>
internal static class FamilyHelp
{
    private const string Indent = "  ";

    /// <summary>The family that the first of some words names; null if none does.</summary>
    public static ScheduleFamily? FindFirst(IEnumerable<string> words) =>
        words.Select(ScheduleFamily.Find).FirstOrDefault(family => family is not null);

    /// <summary>Writes it.</summary>
    public static void Print(ScheduleFamily family, TextWriter output)
    {
        foreach (var line in Lines(family))
            output.WriteLine(line);
    }

    /// <summary>A command line with small values for all that the family needs.</summary>
    public static string Example(ScheduleFamily family)
    {
        var words = family
            .Parameters.Where(parameter => parameter.IsNeeded)
            .SelectMany(parameter => OptionNames.Of(parameter).Select(option => $"{option} {Sample(parameter)}"))
            .Concat(family.IsOffline ? [] : [$"{OptionNames.Steps} 20"]);
        return $"schedules show {string.Join(' ', words.Prepend(family.Name))}";
    }

    private static IEnumerable<string> Lines(ScheduleFamily family)
    {
        var steps = family.IsOffline ? "known in advance" : "not needed in advance";
        IEnumerable<string> sentences =
        [
            $"{family}: {family.Summary}",
            $"{Indent}number of steps: {steps}",
            .. family.Source.Length > 0 ? (string[])[$"{Indent}source: {family.Source}"] : [],
        ];
        return
        [
            .. sentences.SelectMany(sentence =>
                LineBreaks.OfSentence(sentence.TrimStart(), Terminal.Width, sentence[..^sentence.TrimStart().Length])
            ),
            "",
            "Options:",
            .. family.Parameters.SelectMany(Describe).SelectMany(Line),
            .. family.IsOffline
                ? []
                : Line((OptionNames.Steps, "where its forward ends; a whole number from 1 to 10^18")),
            "",
            "Example:",
            .. LineBreaks.OfCommand(Example(family), Terminal.Width, Indent),
        ];
    }

    private static IEnumerable<string> Line((string Option, string Text) option) =>
        LineBreaks
            .OfSentence(option.Text, Terminal.Width - 2 * Indent.Length, "")
            .Select(line => Indent + Indent + line.Trim())
            .Prepend(Indent + option.Option);

    private static IEnumerable<(string Option, string Text)> Describe(FamilyParameter parameter)
    {
        if (parameter.Kind == ParameterKind.Costs)
            return CostOptions.Described;
        if (parameter.Kind == ParameterKind.SlotsOfLevels)
            return
            [
                (OptionNames.SnapshotsInRam, "Slots in RAM"),
                (OptionNames.SnapshotsOnDisk, "Slots on disk"),
                (OptionNames.Slots, $"{parameter.Summary}, instead of both: {parameter.Allowed}"),
            ];
        var usual = parameter.Default is { } value ? $" [{value}]" : "";
        return OptionNames
            .Of(parameter)
            .Select(option => (option, $"{parameter.Summary}: {Allowed(parameter)}{usual}"));
    }

    private static string Allowed(FamilyParameter parameter) =>
        parameter is { Minimum: { } least, Maximum: { } most }
            ? string.Join(", ", parameter.Words.Prepend($"{Number(least)} to {Number(most)}"))
            : parameter.Allowed;

    private static string Number(long number) =>
        number == 1_000_000_000_000_000_000 ? "10^18" : number.ToString(CultureInfo.InvariantCulture);

    private static string Sample(FamilyParameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Steps => "20",
            ParameterKind.Slots when parameter.Name == "units" => "9",
            ParameterKind.Period => "5",
            ParameterKind.Slots or ParameterKind.SlotsOfLevels => "3",
            ParameterKind.RestartUnits or ParameterKind.DependencyUnits => "2",
            ParameterKind.Level or ParameterKind.Word or ParameterKind.InRam => parameter.Words[0],
            ParameterKind.Switch => "true",
            ParameterKind.Costs => "",
            _ => throw new System.Diagnostics.UnreachableException($"unknown kind {parameter.Kind}"),
        };
}
