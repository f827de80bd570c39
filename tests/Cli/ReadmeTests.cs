using System.Runtime.CompilerServices;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Cli.Tests;

/// <summary>What the README shows that no other test of its lines can run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Its_line_that_looks_at_a_run_tells_what_is_there()
    {
        const string run = "/scratch/run";
        var line = Assert.Single(
            File.ReadAllLines(Path.Combine(Here(), "..", "..", "README.md")),
            line => line.StartsWith("schedules inspect ", StringComparison.Ordinal)
        );
        Assert.EndsWith(run, line, StringComparison.Ordinal);
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            using (
                var store = new DiskStore(
                    new()
                    {
                        Directory = directory.FullName,
                        KeepOnDispose = true,
                        Flush = DiskFlush.Never,
                    }
                )
            )
            {
                store.Begin(Guid.NewGuid());
                store.Write(new(3, CheckpointKind.Restart, 3, 0, null, Storage.Disk), new byte[3000]);
            }
            Assert.NotEmpty(Tool.Run(line.Replace(run, directory.FullName).Split(' ')[1..]).Done().Output);
        }
        finally
        {
            directory.Delete(true);
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
