using System.Runtime.CompilerServices;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Cli.Tests;

/// <summary>What the README and `--help` say can be typed, can be.</summary>
public sealed class ReadmeTests
{
    private const string Run = "/scratch/run";

    public static TheoryData<string> Lines =>
        [
            .. File.ReadAllLines(Path.Combine(Here(), "..", "..", "README.md"))
                .Where(line => line.StartsWith("schedules ", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_the_README_does_what_it_says(string line)
    {
        // Where a run has been, for a line that looks at one.
        var run = Directory.CreateTempSubdirectory();
        try
        {
            using (
                var store = new DiskStore(
                    new()
                    {
                        Directory = run.FullName,
                        KeepOnDispose = true,
                        Flush = DiskFlush.Never,
                    }
                )
            )
            {
                store.Begin(Guid.NewGuid());
                store.Write(new(3, CheckpointKind.Restart, 3, 0, null, Storage.Disk), new byte[3000]);
            }

            var piped = "";
            foreach (var command in line.Replace(Run, run.FullName, StringComparison.Ordinal).Split(" | "))
            {
                var input = piped;
                piped = Tool.RunWith(writer => writer.Write(input), command.Split(' ')[1..]).Done().Output;
                Assert.NotEmpty(piped);
            }
        }
        finally
        {
            run.Delete(true);
        }
    }

    [Fact]
    public void The_README_has_less_than_900_words() =>
        Assert.InRange(
            File.ReadAllText(Path.Combine(Here(), "..", "..", "README.md"))
                .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Length,
            1,
            899
        );

    /// <summary>Made anew by <c>schedules show revolve --max-n 10 --snapshots-in-ram 3 --svg
    /// docs/content/revolve.svg</c>.</summary>
    [Fact]
    public void The_picture_in_the_README_is_what_show_draws()
    {
        var lines = File.ReadAllText(Path.Combine(Here(), "..", "..", "docs", "content", "revolve.svg"));
        Assert.Equal(Picture.Svg(CheckpointSchedule.Revolve(10, 3)), lines);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
