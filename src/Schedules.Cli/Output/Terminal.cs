using Spectre.Console;

namespace Schedules.Cli.Output;

/// <summary>
/// Standard output for tables. Spectre.Console judges by the variables of the environment alone, so that what is redirected would
/// have escape sequences in it: a file gets none, and nothing gets colours where NO_COLOR is set.
/// </summary>
internal static class Terminal
{
    // What goes to a file or a program is not to be broken at the width of a terminal that is not there.
    private const int Wide = 1000;

    /// <summary>The console.</summary>
    public static IAnsiConsole Create()
    {
        var plain = Console.IsOutputRedirected;
        var noColors = plain || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var settings = new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColors ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
        };
        if (plain)
            settings.Out = new AnsiConsoleOutput(StandardOutput.Writer);
        var console = AnsiConsole.Create(settings);
        if (plain)
            console.Profile.Width = Wide;
        return console;
    }
}
