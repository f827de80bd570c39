using System.CommandLine;

namespace Schedules.Cli.CommandLine;

/// <summary>Options that a command cannot do without.</summary>
internal static class RequiredOption
{
    private const long MostSteps = 1_000_000_000_000_000_000;

    /// <summary>The value of an option.</summary>
    /// <exception cref="UsageException">It is not given.</exception>
    public static T Of<T>(ParseResult parsed, Setting<T?> option, string command)
        where T : struct =>
        parsed.GetValue(option)
        ?? throw new UsageException($"{option.Name} is missing; {command} needs it: {option.Allowed}");

    /// <summary>A number of steps.</summary>
    /// <exception cref="UsageException">There are too many.</exception>
    public static long Steps(long steps, string option) =>
        steps <= MostSteps ? steps : throw new UsageException($"{option} is {steps}; allowed: from 1 to {MostSteps}");
}
