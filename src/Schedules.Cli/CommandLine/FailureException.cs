namespace Schedules.Cli.CommandLine;

/// <summary>Failure of what was asked for: one line that says why.</summary>
internal sealed class FailureException(string message) : Exception(message);
