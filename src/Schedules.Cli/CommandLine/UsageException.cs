namespace Schedules.Cli.CommandLine;

/// <summary>Wrong use: one line that says what is wrong and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
