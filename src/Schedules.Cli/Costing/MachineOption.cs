using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Costing;

/// <summary>--machine: a machine as words with values.</summary>
internal static class MachineOption
{
    public const string Name = "--machine";

    public static Setting<string?> Create() =>
        new(
            Name,
            "Predict the wall time: seconds advance, record, reverse; bytes restart, dependencies; bytes a second disk-write, disk-read, level2-write …, ram-write …, copy; buffers",
            "words with values: 'advance=0.02 reverse=0.02 restart=1MB dependencies=4MB disk-write=500MB disk-read=500MB'",
            word => new(word)
        )
        {
            HelpName = "words",
        };

    /// <summary>The machine, if one is given.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Machine? Of(string? words)
    {
        try
        {
            return words is null ? null : Machine.Parse(words);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new UsageException($"{Name}: {wrong.Message}");
        }
    }
}
