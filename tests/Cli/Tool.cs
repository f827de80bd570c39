using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Output;

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

/// <summary>The command: within the tests' process, which is much faster, or in processes of its own, where it is another program
/// or that matters.</summary>
internal static class Tool
{
    /// <summary>A program that SCHEDULES_COMMAND names, to be tested instead of what is built with
    /// these tests.</summary>
    private static readonly string? Program = Environment.GetEnvironmentVariable("SCHEDULES_COMMAND")
        is { Length: > 0 } program
        ? Path.GetFullPath(program)
        : null;

    /// <summary>How it is started.</summary>
    public static readonly string[] Words = Program is not null
        ? [Program]
        : ["dotnet", "exec", typeof(UsageException).Assembly.Location];

    public static Outcome Run(params string[] arguments) => RunWith(null, arguments);

    /// <summary>Runs it, writing to its standard input from another thread.</summary>
    public static Outcome RunWith(Action<StreamWriter>? feed, params string[] arguments) =>
        Program is null ? RunWithin(feed, arguments) : RunApart(feed, arguments);

    /// <summary>Runs it in a process of its own.</summary>
    public static Outcome RunApart(Action<StreamWriter>? feed, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var fed = Task.Run(() => Feed(process.StandardInput, feed));
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        fed.Wait();
        return new(process.ExitCode, output, error.Result);
    }

    private static Outcome RunWithin(Action<StreamWriter>? feed, string[] arguments)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var output = new MemoryStream();
        using var error = new StringWriter();
        Task fed;
        int code;
        using (var input = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle))
        {
            fed = Task.Run(() => Feed(new StreamWriter(pipe), feed));
            StandardStreams.Give(input, output, error);
            code = (int)typeof(UsageException).Assembly.EntryPoint!.Invoke(null, [arguments])!;
        }
        fed.Wait();
        // Its help has the name of the process.
        var text = Encoding
            .UTF8.GetString(output.ToArray())
            .Replace(
                $"\n  {Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0])} ",
                "\n  schedules ",
                StringComparison.Ordinal
            );
        return new(code, text, error.ToString());
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

    private static void Feed(StreamWriter input, Action<StreamWriter>? feed)
    {
        try
        {
            using (input)
                feed?.Invoke(input);
        }
        catch (IOException)
        {
            // It has read enough.
        }
    }
}
