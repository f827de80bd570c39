using System.CommandLine;
using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Planning;

/// <summary>--patience: how long the table of a family may be in the making.</summary>
internal static class Patience
{
    private const double Usual = 3;
    private const double Most = 1e6;

    public static Setting<double?> Create() =>
        OptionFactory.Real(
            "--patience",
            "Seconds that the table of a family may take; it is left out otherwise [3]",
            true
        );

    public static TimeSpan Of(ParseResult parsed, Setting<double?> option) =>
        TimeSpan.FromSeconds(Math.Min(Most, parsed.GetValue(option) ?? Usual));
}
