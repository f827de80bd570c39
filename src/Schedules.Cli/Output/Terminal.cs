using Spectre.Console;

namespace Schedules.Cli.Output;

/// <summary>
/// Standard output for tables. Spectre.Console judges by the variables of the environment alone, so
/// that what is redirected would have escape sequences in it: a file gets none, and nothing gets
/// colours where NO_COLOR is set.
/// </summary>
internal static class Terminal
{
    /// <summary>Below this, lines may be broken.</summary>
    public const int MinWidth = 40;

    // What goes to a file or a program is for a terminal in the end, or for a message to somebody.
    private const int Usual = 80;

    /// <summary>Characters across: the terminal's, or 80 where there is none.</summary>
    public static int Width =>
        StandardStreams.IsOutputRedirected || Console.WindowWidth <= 0
            ? Usual
            : Math.Max(MinWidth, Console.WindowWidth);

    /// <summary>A message on standard error: a line, which a terminal has on as many as it takes,
    /// broken between words.</summary>
    public static string Message(string line) =>
        StandardStreams.IsErrorRedirected || Console.WindowWidth <= 0
            ? line
            : string.Join(Environment.NewLine, LineBreaks.OfSentence(line, Math.Max(MinWidth, Console.WindowWidth)));

    /// <summary>False where the locale names another encoding than UTF-8.</summary>
    public static bool IsUnicode =>
        ((string[])["LC_ALL", "LC_CTYPE", "LANG"])
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(locale => !string.IsNullOrEmpty(locale))
            is not { } locale
        || locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The console.</summary>
    public static IAnsiConsole Create()
    {
        var plain = StandardStreams.IsOutputRedirected;
        var noColors = plain || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var settings = new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColors ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
        };
        if (plain)
            settings.Out = new AnsiConsoleOutput(StandardStreams.Output);
        var console = AnsiConsole.Create(settings);
        console.Profile.Width = Width;
        return console;
    }
}
