using System.Text.Json.Nodes;
using Schedules.Cli.CommandLine;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Cli.Tests;

/// <summary>inspect: what is in a directory, and whether it is whole.</summary>
public sealed class InspectTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("inspect-tests-");
    private readonly Guid run = Guid.NewGuid();

    public void Dispose() => directory.Delete(true);

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint)]
    [InlineData(DiskLayout.OneFile)]
    public void It_tells_of_each_checkpoint(DiskLayout layout)
    {
        Fill(layout);
        var told = Tool.Run("inspect", directory.FullName).Done();
        Assert.Contains($"run {run}", told.Lines);
        Assert.Contains(
            told.Lines,
            line => line.Contains("DISK") && line.Contains("restart") && line.Contains("3,000")
        );
        Assert.Contains(
            told.Lines,
            line => line.Contains("LEVEL2") && line.Contains("dependencies") && line.Contains("5-6")
        );
        Assert.Equal("2 checkpoints whole, 7 KB", told.Lines[^1]);

        var json = JsonNode.Parse(Tool.Run("inspect", directory.FullName, "--format", "json").Done().Output)!;
        var first = json["checkpoints"]![0]!;
        Assert.Equal(
            ($"{run}", "DISK", 3, "restart", 3000, "00000000000000ff"),
            (
                (string)first["run"]!,
                (string)first["level"]!,
                (int)first["step"]!,
                (string)first["kind"]!,
                (int)first["bytes"]!,
                (string)first["checksum"]!
            )
        );
        Assert.Equal("exact", (string)first["precision"]!);
        Assert.Equal(7, (int)json["checkpoints"]![1]!["dependencies_end"]!);
        Assert.Empty(json["faults"]!.AsArray());
    }

    [Fact]
    public void It_says_what_is_not_whole_and_fails()
    {
        Fill(DiskLayout.FilePerCheckpoint);
        var path = Directory.EnumerateFiles(directory.FullName, "*5.checkpoint").Single();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        var told = Tool.Run("inspect", directory.FullName);
        Assert.Equal("failed: 1 not whole", told.ErrorLine(ExitCode.Failed));
        Assert.Contains("step 5: it is truncated: 1 bytes are missing.", told.Output.ReplaceLineEndings(" "));
        Assert.Equal("1 checkpoints whole, 3 KB", told.Lines[^1]);
    }

    [Fact]
    public void It_tells_of_a_run_that_was_broken_off()
    {
        var place = Path.Combine(directory.FullName, "run");
        var options = new RunOptions { Journal = new(place) };
        using (var executor = new CheckpointExecutor(new Still(), CheckpointSchedule.Multistage(20, 0, 3), options))
            executor.RunForward();
        var told = Tool.Run("inspect", place).Done();
        Assert.Contains("model still\\u{1B}[2J", told.Output);
        Assert.Contains("20 steps, 0 reversed, 0 adjoint calculations complete", told.Lines);
        Assert.Equal("3 checkpoints whole, 24 B", told.Lines[^1]);
    }

    [Fact]
    public void A_directory_without_runs_and_none_at_all_are_errors()
    {
        Assert.Contains("there are no checkpoints", Tool.Run("inspect", directory.FullName).ErrorLine(ExitCode.Failed));
        Assert.Contains("there is no directory", Tool.Run("inspect", "/nowhere").ErrorLine(ExitCode.Failed));
        Assert.Contains("DIRECTORY", Tool.Run("inspect").ErrorLine(ExitCode.WrongUse));
    }

    private void Fill(DiskLayout layout)
    {
        using var store = new DiskStore(
            new()
            {
                Directory = directory.FullName,
                Layout = layout,
                KeepOnDispose = true,
                Flush = DiskFlush.Never,
            }
        );
        store.Begin(run);
        store.Write(new(3, CheckpointKind.Restart, 3, 0, 255, Storage.Disk), new byte[3000]);
        store.Write(new(5, CheckpointKind.Dependencies, 7, 1, null, (Storage)2), new byte[4000]);
    }

    private sealed class Still : IAdjointModel
    {
        public long? Steps => 20;

        public string Identity => "still\u001b[2J";

        public long Advance(long n0, long n1) => n1;

        public long Record(long n0, long n1) => n1;

        public void Reverse(long n1, long n0) { }

        public void ClearDependencies() { }

        public long RestartBytes(long step) => 8;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(step);

        public void ReadRestart(long step, ref ByteReader reader) => reader.Read<long>();
    }
}
