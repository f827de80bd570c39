using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Schedules.Interop.Tests.Readme;

/// <summary>What the README prints is what one gets: its examples are run, and their output
/// compared with what it shows.</summary>
[Collection("the console's output")]
public sealed partial class ReadmeTests
{
    private sealed record Example(string Code, string Output);

    [Fact]
    public void The_examples_in_CSharp_are_compiled_as_printed()
    {
        var sources = Directory.GetFiles(Here(), "*.cs").SelectMany(File.ReadAllLines);
        var compiled = Compact(sources);
        var blocks = CSharp().Matches(Pages).Select(block => block.Groups["code"].Value).ToList();
        Assert.True(blocks.Count > ReadmeExamples.InOrder.Length);
        foreach (var block in blocks)
            Assert.Contains(
                Compact(Lines(block).Where(line => !line.StartsWith("using Sch", StringComparison.Ordinal))),
                compiled
            );
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

    /// <summary>As a newcomer would: copied into an empty project that refers to the
    /// libraries.</summary>
    [Fact]
    public void The_first_example_is_a_complete_program()
    {
        var directory = Directory.CreateTempSubdirectory("readme-").FullName;
        try
        {
            var references = string.Concat(
                ((string[])["Schedules.FSharp", "Schedules.Interop", "Schedules.Runtime", "FSharp.Core"]).Select(name =>
                    $"""<Reference Include="{name}" HintPath="{Path.Combine(AppContext.BaseDirectory, name)}.dll" />"""
                )
            );
            File.WriteAllText(Path.Combine(directory, "Program.cs"), Examples("csharp").First().Code);
            File.WriteAllText(
                Path.Combine(directory, "Mine.csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>{references}</ItemGroup>
                </Project>
                """
            );
            var start = new ProcessStartInfo("dotnet", ["run", "--project", directory])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = directory,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            Assert.Equal(Lines(Examples("csharp").First().Output), Lines(output));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Each block of code in a language, with the block after it, which shows what
    /// it prints.</summary>
    private static IEnumerable<Example> Examples(string language)
    {
        var examples = Blocks()
            .Matches(Pages)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => new Example(block.Groups["code"].Value, block.Groups["output"].Value))
            .ToList();
        Assert.NotEmpty(examples);
        return examples;
    }

    [GeneratedRegex(
        @"```(?<language>csharp|fsharp)\n(?<code>.*?)```\n\n```(?:text)?\n(?<output>.*?)```",
        RegexOptions.Singleline
    )]
    private static partial Regex Blocks();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    /// <summary>The README, and the page with more examples in C#.</summary>
    private static string Pages => File.ReadAllText(Page("README.md")) + File.ReadAllText(Page("docs/csharp.md"));

    private static string Page(string path) => Path.Combine(Here(), "..", "..", "..", path);

    /// <summary>Code without its line breaks, which the formatter chooses, and without what is
    /// around it.</summary>
    private static string Compact(IEnumerable<string> lines) =>
        Spaces().Replace(string.Concat(lines.Select(line => line.Trim())), "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

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
