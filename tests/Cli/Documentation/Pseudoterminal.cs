using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>A terminal of some width, with a shell that knows the command `schedules`: what a user
/// sees who types a line.</summary>
internal sealed partial class Pseudoterminal : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory();

    public Pseudoterminal()
    {
        var program = Path.Combine(directory.FullName, "schedules");
        File.WriteAllText(
            program,
            $"#!/bin/sh\nexec {string.Join(' ', Tool.Words.Select(word => $"'{word}'"))} \"$@\"\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Whether there is one on this machine: `script` of util-linux makes it.</summary>
    public static bool IsThere => File.Exists("/usr/bin/script") && OperatingSystem.IsLinux();

    /// <summary>A file in the directory where lines are run.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(directory.FullName, name), text);
        return name;
    }

    /// <summary>Runs a line; the output, without escape sequences, is that of both standard output
    /// and standard error.</summary>
    public (int Code, string[] Lines) Run(string line, int width)
    {
        var start = new ProcessStartInfo(
            "/usr/bin/script",
            ["--quiet", "--return", "--command", $"stty cols {width} rows 24 -echo && {line}", "/dev/null"]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = directory.FullName,
        };
        start.Environment["PATH"] = $"{directory.FullName}:{start.Environment["PATH"]}";
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["SHELL"] = "/bin/sh";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // What goes back to the start of a line, to write it anew, is a line of its own.
        return (
            process.ExitCode,
            Escape().Replace(output, "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
        );
    }

    public void Dispose() => directory.Delete(true);

    /// <summary>Colours, titles, modes of the keyboard.</summary>
    [GeneratedRegex(@"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-B]?)")]
    private static partial Regex Escape();
}

/// <summary>A theory that is skipped where no terminal can be made.</summary>
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute()
    {
        if (!Pseudoterminal.IsThere)
            Skip = "`script` of util-linux is not on this machine";
    }
}
