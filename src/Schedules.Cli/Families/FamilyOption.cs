using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>Options for the parameters of families: those that are named alike share one.</summary>
internal static class FamilyOption
{
    // An option that more families have than this says in its help only what it is.
    private const int MostFamilies = 5;

    /// <summary>An option for each parameter of any family but for its costs, in the order of
    /// the families.</summary>
    public static IEnumerable<Option> All() =>
        from family in ScheduleFamily.All
        from parameter in family.Parameters
        where parameter.Kind != ParameterKind.Costs
        group (family, parameter) by Name(parameter) into users
        select Create(users.Key, [.. users.Select(user => user.family)], [.. users.Select(user => user.parameter)]);

    private static string Name(FamilyParameter parameter) =>
        parameter.Kind == ParameterKind.SlotsOfLevels ? OptionNames.Slots : OptionNames.Of(parameter)[0];

    private static Option Create(
        string name,
        IReadOnlyList<ScheduleFamily> families,
        IReadOnlyList<FamilyParameter> parameters
    )
    {
        var first = parameters[0];
        var words = parameters.SelectMany(parameter => parameter.Words).Distinct().ToArray();
        var description =
            first.Summary
            + (first.Kind is ParameterKind.Word ? $": {string.Join(", ", words)}" : "")
            + (first.Kind is ParameterKind.InRam ? $": {first.Allowed}" : "")
            + (families.Count < MostFamilies ? $" ({string.Join(", ", families)})" : "")
            + (first is { Default: { } usual, Kind: not ParameterKind.Switch } ? $" [{usual}]" : "");
        return first.Kind is ParameterKind.Switch
            ? OptionFactory.Switch(name, description)
            : new Setting<string?>(
                name,
                description,
                Allowed(parameters, words),
                word =>
                    WholeNumber.Plain(word) is var plain && parameters.Any(parameter => parameter.Accepts(plain))
                        ? new(plain)
                        : null
            )
            {
                HelpName = HelpName(first.Kind),
            }.Completing(words);
    }

    private static string HelpName(ParameterKind kind) =>
        kind switch
        {
            ParameterKind.Word or ParameterKind.InRam => "word",
            ParameterKind.Level => "level",
            ParameterKind.SlotsOfLevels => "list",
            ParameterKind.Steps
            or ParameterKind.Slots
            or ParameterKind.RestartUnits
            or ParameterKind.DependencyUnits
            or ParameterKind.Period
            or ParameterKind.Switch
            or ParameterKind.Costs => "number",
            _ => throw new UnreachableException($"unknown kind {kind}"),
        };

    /// <summary>The least number is the family's to say, which may depend on
    /// other options.</summary>
    private static string Allowed(IReadOnlyList<FamilyParameter> parameters, string[] words) =>
        parameters.Max(parameter => parameter.Maximum) is { } most
            ? string.Join(", ", [string.Create(CultureInfo.InvariantCulture, $"a whole number up to {most}"), .. words])
            : parameters[0].Allowed;
}
