using System.Diagnostics;
using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Tests;

/// <summary>What the command did.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Done, without a word on standard error.</summary>
    public Outcome Done()
    {
        Assert.True(Code == ExitCode.Done, $"exit code {Code}: {Error}");
        Assert.Empty(Error);
        return this;
    }

    /// <summary>One line on standard error.</summary>
    public string ErrorLine(int code)
    {
        Assert.True(Code == code, $"exit code {Code}: {Error}");
        return Assert.Single(Error.TrimEnd('\n').Split('\n'));
    }
}

/// <summary>The command, in a process of its own.</summary>
internal static class Tool
{
    /// <summary>How it is started: SCHEDULES_COMMAND, the path of a program, or else as it was built
    /// with these tests.</summary>
    public static readonly string[] Words = Environment.GetEnvironmentVariable("SCHEDULES_COMMAND")
        is { Length: > 0 } program
        ? [Path.GetFullPath(program)]
        : ["dotnet", "exec", typeof(UsageException).Assembly.Location];

    public static Outcome Run(params string[] arguments) => RunWith(null, arguments);

    /// <summary>Runs it, writing to its standard input from another thread.</summary>
    public static Outcome RunWith(Action<StreamWriter>? feed, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var fed = Task.Run(() => Feed(process, feed));
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        fed.Wait();
        return new(process.ExitCode, output, error.Result);
    }

    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Words[0], [.. Words[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static void Feed(Process process, Action<StreamWriter>? feed)
    {
        try
        {
            using var input = process.StandardInput;
            feed?.Invoke(input);
        }
        catch (IOException)
        {
            // It has read enough.
        }
    }
}
