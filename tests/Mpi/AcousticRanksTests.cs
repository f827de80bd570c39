using System.Diagnostics;
using Schedules.Interop;
using Schedules.Mpi.Tests.Acoustic;
using Schedules.Runtime.Tests.Victim;
using Schedules.Samples.Acoustic;
using Schedules.Tests;

namespace Schedules.Mpi.Tests;

/// <summary>The seismic sample on ranks: the bits of one process, however it is started.</summary>
[Trait(Campaign.Trait, "ranks")]
public sealed class AcousticRanksTests : IDisposable
{
    private static readonly string Sample = typeof(AcousticSample).Assembly.Location;
    private static readonly string[] Few = ["multistage", "periodic-disk", "mixed on disk", "online, r2 on disk"];

    private static readonly string[] Small =
    [
        .. (string[])["--nx", "30", "--nz", "34", "--steps", "60", "--shots", "2", "--verify"],
        .. (string[])["--snapshots-in-ram", "2", "--snapshots-on-disk", "3", "--threads", "1"],
    ];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("acoustic-ranks-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public void Waves_reach_all_of_four_slabs()
    {
        var gradient = new SmallSurvey(null).Gradient(CheckpointSchedule.SingleMemory());
        foreach (var part in gradient.Chunk(SmallSurvey.Nx * 8))
            Assert.Contains(part, value => value != 0);
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void Every_family_gives_the_bits_of_one_process(string library)
    {
        var bits = new SmallSurvey(null).Bits(CheckpointSchedule.SingleMemory());
        foreach (var ranks in Campaign.IsFull ? new[] { 1, 2, 3, 4 } : [3])
        {
            string[] families = Campaign.IsFull ? [.. SampleSchedules.All.Keys] : Few;
            var outcome = Launcher.All[library].RunProgram(typeof(SmallSurvey).Assembly.Location, ranks, families);
            Assert.True(outcome.Code == 0, outcome.Errors);
            Assert.Equal(families.Select(family => $"{family}: {bits}"), Lines(outcome.Output));
        }
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void The_command_starts_its_ranks_and_prints_and_draws_the_same(string library)
    {
        string[] words = [.. Small, "--directory", directory.FullName, "--output"];
        var (one, many) = (Path.Combine(directory.FullName, "1.svg"), Path.Combine(directory.FullName, "2.svg"));
        var alone = Command([.. words, one]);
        var ranks = Command([.. words, many, "--ranks", "2", "--launcher", Launcher.All[library].Name]);
        Assert.True(alone.Code == 0 && ranks.Code == 0, alone.Errors + ranks.Errors);
        Assert.Contains("on each of 2 ranks", ranks.Output);
        Assert.Contains("checksum of the gradient", ranks.Output);
        Assert.Equal(Results(alone.Output), Results(ranks.Output));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(many));
        Assert.Equal(2, directory.EnumerateFileSystemInfos().Count());
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void The_plain_launcher_with_too_many_ranks_is_one_line_and_exit_code_2(string library)
    {
        var outcome = Launcher
            .All[library]
            .RunProgram(Sample, 2, "--nz", "15", "--output", $"{directory.FullName}/a.svg");
        Assert.Equal(2, outcome.Code);
        var said = Lines(outcome.Output + outcome.Errors)
            .Where(line => line.StartsWith("--ranks", StringComparison.Ordinal));
        Assert.Equal(
            "--ranks is 2; allowed: up to 1, for 15 rows (--nz), of which each has 8 at least",
            Assert.Single(said)
        );
    }

    [Fact]
    public void A_launcher_that_is_not_there_is_one_line_and_exit_code_2()
    {
        var outcome = Command([
            "--ranks",
            "2",
            "--launcher",
            "no-such-mpirun",
            "--output",
            $"{directory.FullName}/a.svg",
        ]);
        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("--launcher is no-such-mpirun, which is not found", Assert.Single(Lines(outcome.Errors)));
    }

    /// <summary>What does not depend on the number of processes.</summary>
    private static IEnumerable<string> Results(string output) =>
        Lines(output).SkipWhile(line => !line.StartsWith("misfit", StringComparison.Ordinal)).SkipLast(1);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Launcher.Outcome Command(string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Sample, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.Result);
    }
}
