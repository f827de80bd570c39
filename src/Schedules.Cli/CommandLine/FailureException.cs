namespace Schedules.Cli.CommandLine;

/// <summary>What was asked for could not be done: one line that says why.</summary>
internal sealed class FailureException(string message) : Exception(message);
