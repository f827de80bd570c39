using System.Runtime.CompilerServices;

namespace Schedules.Cli.Tests;

/// <summary>What the README and `--help` say can be typed, can be.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Lines =>
        [
            .. File.ReadAllLines(Path.Combine(Here(), "..", "..", "README.md"))
                .Where(line => line.StartsWith("schedules ", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_the_README_does_what_it_says(string line)
    {
        var piped = "";
        foreach (var command in line.Split(" | "))
        {
            var input = piped;
            piped = Tool.RunWith(writer => writer.Write(input), command.Split(' ')[1..]).Done().Output;
            Assert.NotEmpty(piped);
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
