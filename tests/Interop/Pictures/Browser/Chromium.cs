namespace Schedules.Interop.Tests.Pictures.Browser;

/// <summary>Where Chromium is, if anywhere.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The file to run: CHROME_PATH, or the first of the usual names in PATH; null if
    /// there is none.</summary>
    public static readonly string? Path = Candidates().FirstOrDefault(File.Exists);

    /// <summary>Why a test that needs it is skipped; null if it is not.</summary>
    public static string? Missing =>
        Path is null ? $"needs a browser: no {string.Join(", ", Names)} in PATH, nor one in CHROME_PATH" : null;

    private static IEnumerable<string> Candidates() =>
        [
            .. Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } given
                ? [given]
                : Array.Empty<string>(),
            .. from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            where folder.Length > 0
            from name in Names
            select System.IO.Path.Combine(folder, name),
        ];
}

/// <summary>A fact that is skipped, and reported so, where there is no Chromium.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>A theory that is skipped, and reported so, where there is no Chromium.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Missing;
}
