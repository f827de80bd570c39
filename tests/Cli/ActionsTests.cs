using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>schedules actions: the streams, in every vocabulary.</summary>
public sealed class ActionsTests
{
    public static TheoryData<string> Kinds =>
        [.. Reference.Rows("schedules.jsonl").Select(row => row.GetProperty("schedule").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Json_is_the_reference_stream_exactly(string kind)
    {
        // The longest row of a kind has most that could differ.
        var row = Reference
            .Rows("schedules.jsonl")
            .Where(row => row.GetProperty("schedule").GetString() == kind)
            .MaxBy(row => row.GetProperty("actions").GetArrayLength());
        // Revolve's rows have costs, without effect.
        Assert.Equal(Reference.Actions(row), Tool.Run(["actions", .. Reference.Options(row)]).Lines);
    }

    [Theory]
    [InlineData("PeriodicDiskCheckpointSchedule")]
    [InlineData("MixedCheckpointSchedule")]
    [InlineData("MultistageCheckpointSchedule")]
    public void Step_is_the_reference_stream_exactly(string kind)
    {
        var row = Reference.Rows("step-dialect.jsonl").Last(row => row.GetProperty("schedule").GetString() == kind);
        var options = Reference.Options(row);
        // The step-based rows of families without a number of adjoints go through two of them.
        if (kind.StartsWith("Periodic", StringComparison.Ordinal))
            options[^1] = "2";
        Assert.Equal(Reference.Actions(row), Tool.Run(["actions", .. options, "--format", "step"]).Done().Lines);
    }

    [Fact]
    public void Classic_is_the_reference_stream_exactly()
    {
        var row = Reference.Rows("classic-dialect.jsonl").Last(row => row.GetProperty("mode").GetString() == "offline");
        string[] size = ["--max-n", $"{row.GetProperty("steps")}", "--snapshots-in-ram", $"{row.GetProperty("snaps")}"];
        string[] schedule = ["multistage", .. size, "--snapshots-on-disk", "0", "--trajectory", "revolve"];
        Assert.Equal(
            Reference.Actions(row),
            Tool.Run(["actions", .. schedule, "--format", "classic", "--mode", "offline"]).Done().Lines
        );
    }

    [Fact]
    public void Classic_says_the_level_of_a_slot_where_there_are_several()
    {
        string[] schedule = ["multistage", "--max-n", "9", "--snapshots-in-ram", "1", "--snapshots-on-disk", "2"];
        Assert.Contains("\"DISK\"]", Tool.Run(["actions", .. schedule, "--format", "classic"]).Done().Output);
        Assert.DoesNotContain(
            "\"DISK\"]",
            Tool.Run(["actions", .. schedule, "--format", "classic", "--mode", "offline"]).Output
        );
    }

    [Fact]
    public void Operations_and_their_views_get_shorter()
    {
        string[] schedule = ["h-revolve", "--max-n", "20", "--slots", "2,3,4", "--write", "0,1,4", "--read", "0,1,4"];
        var lines = Enumerable
            .Range(0, 4)
            .Select(view =>
                Tool.Run(["actions", .. schedule, "--format", "operations", "--view", $"{view}"]).Done().Lines
            )
            .ToList();
        Assert.Equal("W^1_0", lines[0][0]);
        Assert.Contains("WF^0_20", lines[0]);
        Assert.Equal("hrevolve_2(19, 4)", Assert.Single(lines[3]));
        Assert.Equal(lines.OrderByDescending(view => view.Length), lines);
    }

    [Fact]
    public void The_canonical_form_of_a_disk_chain_is_its_periods() =>
        Assert.Equal(
            "6, 6, 6, 6, 6",
            Assert.Single(
                Tool.Run([
                        "actions",
                        "disk-revolve",
                        "--max-n",
                        "30",
                        "--snapshots-in-ram",
                        "2",
                        "--format",
                        "operations",
                        "--view",
                        "3",
                    ])
                    .Done()
                    .Lines
            )
        );

    [Fact]
    public void Text_is_what_the_library_says_of_each_action()
    {
        string[] hierarchy = ["h-revolve", "--max-n", "30", "--slots", "1,1,3", "--write", "0,1,1", "--read", "0,1,1"];
        (string[] Options, CheckpointSchedule Schedule, long Adjoints)[] cases =
        [
            (["none", "--steps", "3"], CheckpointSchedule.None().WithSteps(3), 0),
            (["single-disk", "--steps", "3", "--adjoints", "2"], CheckpointSchedule.SingleDisk().WithSteps(3), 2),
            (
                ["online", "--policy", "greedy", "--snapshots", "2", "--steps", "20"],
                CheckpointSchedule.Online(OnlinePolicy.Greedy, 2).WithSteps(20),
                1
            ),
            (
                hierarchy,
                CheckpointSchedule.HRevolve(30, [1, 1, 3], costs: new CostModel(write: [0, 1, 1], read: [0, 1, 1])),
                1
            ),
        ];
        foreach (var (options, schedule, adjoints) in cases)
            Assert.Equal(
                schedule.Actions(adjoints).Select(action => action.ToText()),
                Tool.Run(["actions", .. options, "--format", "text"]).Done().Lines
            );
    }

    [Theory]
    [InlineData("actions revolve --max-n 1000000000000 --snapshots-in-ram 9")]
    [InlineData("revolve")]
    [InlineData("--help")]
    [InlineData("table revolve --max-n 1000 --snapshots-in-ram 9")]
    [InlineData("compare --max-n 100 --snapshots-in-ram 9")]
    public async Task A_reader_that_has_had_enough_ends_it_quietly(string line)
    {
        using var process = Tool.Start(line.Split(' '));
        // What is longer than a pipe holds is read from first.
        if (line.StartsWith("actions", StringComparison.Ordinal))
            Assert.StartsWith("[\"Forward\",0,", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        process.StandardOutput.Close();
        var error = await process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)), "it goes on though nobody reads");
        Assert.Empty(error);
        Assert.Equal(ExitCode.Done, process.ExitCode);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    public async Task Millions_of_actions_need_no_memory(string format)
    {
        string[] arguments =
        [
            "actions",
            "revolve",
            "--max-n",
            "500000",
            "--snapshots-in-ram",
            "20",
            "--format",
            format,
        ];
        // 32 MB for all that is allocated: the lines are 60 MB.
        using var process = Tool.Start(arguments, ("DOTNET_GCHeapHardLimit", "2000000"));
        var error = process.StandardError.ReadToEndAsync();
        long lines = 0;
        while (process.StandardOutput.ReadLine() is not null)
            lines++;
        Assert.Empty(await error);
        Assert.Equal(CheckpointSchedule.Revolve(500_000, 20).Verify().Actions, lines);
    }
}
