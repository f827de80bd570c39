using System.CommandLine;
using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Planning;

/// <summary>--work: the work that the schedules of a family may be.</summary>
internal static class WorkOption
{
    private const long Usual = 60_000_000;

    public static Setting<long?> Create() =>
        OptionFactory.Whole<long>(
            "--work",
            "Actions gone through at most, and tables of as much work, for each family [60000000]",
            1
        );

    public static long Of(ParseResult parsed, Setting<long?> option) => parsed.GetValue(option) ?? Usual;
}
