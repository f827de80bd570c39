using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>The command lines that README, contributing guide, documentation and help show, as
/// printed there.</summary>
internal static partial class CommandLines
{
    /// <summary>A line, the places where it stands, and the exit code that it is to end with.</summary>
    public sealed record Line(string Text, string Source, int Code = 0);

    /// <summary>Lines that a test cannot run, by their beginning, and why.</summary>
    public static readonly IReadOnlyList<(string Start, string Reason)> Exceptions =
    [
        (
            "dotnet fsi build.fsx",
            "builds the repository, this test with it; tools and continuous integration run the targets"
        ),
        (
            "dotnet nuget add source",
            "changes the sources of packages of whoever runs the tests; the campaign install runs it"
        ),
        ("dotnet new", "makes a program out of the packages; the campaign install runs it"),
        ("dotnet tool install", "changes the tools of whoever runs the tests"),
        ("dotnet run", "builds the command, this test with it; what follows `--` is run as `schedules`"),
        ("dotnet build", "builds the repository, this test with it"),
        ("schedules inspect", "looks at a run that was broken off, of which there is none"),
    ];

    /// <summary>The commands that have a help of their own; the first is that of all.</summary>
    public static readonly string[] Commands =
    [
        "",
        "actions",
        "show",
        "cost",
        "compare",
        "plan",
        "verify",
        "table",
        "inspect",
        "run",
        "run burgers",
        "run acoustic",
    ];

    private static readonly Lazy<Line[]> All = new(() =>
        [
            .. Files
                .SelectMany(InFile)
                .Concat(Commands.SelectMany(InHelp))
                .GroupBy(line => (line.Text, line.Code))
                .Select(lines => new Line(
                    lines.Key.Text,
                    string.Join(", ", lines.Select(line => line.Source).Distinct()),
                    lines.Key.Code
                )),
        ]
    );

    /// <summary>All of them, each once, in the order in which they stand first.</summary>
    public static IReadOnlyList<Line> Found => All.Value;

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    private static IEnumerable<string> Files =>
        Directory
            .GetFiles(Root(), "*.md")
            .Concat(
                Directory
                    .GetFiles(Path.Combine(Root(), "docs"))
                    .Where(file => Path.GetExtension(file) is ".fsx" or ".md")
            )
            .Order();

    private static IEnumerable<Line> InFile(string file)
    {
        var (text, source) = (File.ReadAllText(file), Path.GetRelativePath(Root(), file));
        foreach (Match line in OwnLine().Matches(text))
            yield return new(line.Groups[1].Value, source);
        foreach (Match span in Span().Matches(text))
            yield return new(span.Groups[1].Value, source);
        // A page that runs it: command 1 "verify …" is to end with 1.
        foreach (Match page in Page().Matches(text))
            yield return new($"schedules {page.Groups[2].Value}", source, int.Parse(page.Groups[1].Value));
    }

    private static IEnumerable<Line> InHelp(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var help = Tool.Run([.. words, "--help"]).Done().Output;
        // What is in brackets is for the reader to fill in.
        foreach (
            Match line in OwnLine().Matches(Continued().Replace(help, " ")).Where(line => !line.Value.Contains('['))
        )
            yield return new(line.Groups[1].Value, $"schedules {command} --help".Replace("  ", " "));
    }

    /// <summary>A line of its own, without the comment at its end.</summary>
    [GeneratedRegex(@"^ *((?:schedules|dotnet) [^\n#]*[^\n# ]) *(?:#.*)?$", RegexOptions.Multiline)]
    private static partial Regex OwnLine();

    /// <summary>A line within a sentence: a program with something to do, and not
    /// only its name.</summary>
    [GeneratedRegex(@"`((?:schedules \S+ --|dotnet )[^`\n]*)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"\bcommand\s+(\d)\s+\$?""([^""]*)""")]
    private static partial Regex Page();

    [GeneratedRegex(@" \\\n +")]
    private static partial Regex Continued();
}
