namespace Schedules.Cli.CommandLine;

/// <summary>Exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The stream is invalid, or the run failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use.</summary>
    public const int WrongUse = 2;
}
