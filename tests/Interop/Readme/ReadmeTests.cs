using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Schedules.Interop.Tests.Readme;

/// <summary>What the README prints is what one gets: its examples are run, and their output compared with what it shows.</summary>
[Collection("the console's output")]
public sealed partial class ReadmeTests
{
    private sealed record Example(string Code, string Output);

    [Fact]
    public void The_examples_in_CSharp_are_compiled_as_printed()
    {
        var source = Lines(File.ReadAllText(Path.Combine(Here(), "ReadmeExamples.cs")));
        var compiled = string.Join('\n', source.Select(line => line.Trim()));

        foreach (var example in Examples("csharp"))
        {
            var printed = Lines(example.Code).Where(line => !line.StartsWith("using ", StringComparison.Ordinal));
            Assert.Contains(string.Join('\n', printed.Select(line => line.Trim())).Trim(), compiled);
        }
    }

    [Fact]
    public void The_examples_in_CSharp_print_what_the_README_shows()
    {
        var examples = Examples("csharp").ToList();
        Assert.Equal(ReadmeExamples.InOrder.Length, examples.Count);

        foreach (var (example, run) in examples.Zip(ReadmeExamples.InOrder))
            Assert.Equal(Lines(example.Output), Lines(Printed(run)));
    }

    [Fact]
    public void The_examples_in_FSharp_run_as_printed_and_print_what_the_README_shows()
    {
        var core = Path.Combine(AppContext.BaseDirectory, "Schedules.FSharp.dll");

        foreach (var example in Examples("fsharp"))
        {
            var script = Path.Combine(Path.GetTempPath(), $"readme-{Guid.NewGuid():N}.fsx");
            try
            {
                File.WriteAllText(script, example.Code);
                var start = new ProcessStartInfo("dotnet", ["fsi", $"--reference:{core}", script])
                {
                    RedirectStandardOutput = true,
                };
                using var process = Process.Start(start)!;
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
                Assert.Equal(Lines(example.Output), Lines(output));
            }
            finally
            {
                File.Delete(script);
            }
        }
    }

    /// <summary>Each block of code in a language, with the block after it, which shows what it prints.</summary>
    private static IEnumerable<Example> Examples(string language)
    {
        var readme = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "README.md"));
        var examples = Blocks()
            .Matches(readme)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => new Example(block.Groups["code"].Value, block.Groups["output"].Value))
            .ToList();
        Assert.NotEmpty(examples);
        return examples;
    }

    [GeneratedRegex(
        @"```(?<language>csharp|fsharp)\n(?<code>.*?)```\n\n```\n(?<output>.*?)```",
        RegexOptions.Singleline
    )]
    private static partial Regex Blocks();

    private static string Printed(Action run)
    {
        var console = Console.Out;
        using var writer = new StringWriter();
        try
        {
            Console.SetOut(writer);
            run();
            return writer.ToString();
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
