using Spectre.Console;

namespace Schedules.Samples;

/// <summary>
/// Standard output. Spectre.Console judges by the variables of the environment alone, so that what
/// is redirected would have escape sequences in it: a file gets none, and nothing gets colours
/// where NO_COLOR is set.
/// </summary>
internal static class Terminal
{
    /// <summary>A console that shows nothing.</summary>
    public static IAnsiConsole Silent() =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(TextWriter.Null),
            }
        );

    /// <summary>The console.</summary>
    /// <param name="isForwarded">Whether the output goes to another program that makes it look like a terminal.</param>
    public static IAnsiConsole Create(bool isForwarded = false)
    {
        var plain = isForwarded || Console.IsOutputRedirected;
        var noColors = plain || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = noColors ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
    }
}
