using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Planning;

/// <summary>How a plan is written.</summary>
internal enum PlanFormat
{
    Table,
    Json,
}

/// <summary>--format of a plan.</summary>
internal static class PlanFormatOption
{
    public static Setting<PlanFormat?> Create() =>
        OptionFactory.Word(
            "--format",
            "How it is written [table]",
            ("table", PlanFormat.Table),
            ("json", PlanFormat.Json)
        );
}
