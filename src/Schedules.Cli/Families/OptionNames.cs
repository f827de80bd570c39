using System.Text.RegularExpressions;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>The parameters of schedules as options, in the words of the literature.</summary>
internal static partial class OptionNames
{
    public const string MaxN = "--max-n";
    public const string Steps = "--steps";
    public const string SnapshotsInRam = "--snapshots-in-ram";
    public const string SnapshotsOnDisk = "--snapshots-on-disk";
    public const string Slots = "--slots";

    /// <summary>Those that say what things cost.</summary>
    public static readonly IReadOnlyList<string> Costs =
    [
        CostOptions.Uf,
        CostOptions.Ub,
        CostOptions.Wd,
        CostOptions.Rd,
        CostOptions.Write,
        CostOptions.Read,
    ];

    /// <summary>The options that a parameter is given by; slots of levels can be given by
    /// <see cref="Slots"/> instead.</summary>
    public static IReadOnlyList<string> Of(FamilyParameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Steps => [MaxN],
            ParameterKind.SlotsOfLevels => [SnapshotsInRam, SnapshotsOnDisk],
            ParameterKind.Costs => Costs,
            _ => [Of(parameter.Name)],
        };

    /// <summary>The option of a parameter that has one of its own.</summary>
    public static string Of(string parameter) =>
        parameter == "units" ? "--snapshots" : "--" + Capital().Replace(parameter, "-$0").ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
