using System.Text.Json;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Tests.Planning;

/// <summary>plan and compare as JSON, and what the plan says of the best.</summary>
public sealed class PlanTests
{
    private static readonly string[] Small =
    [
        "plan",
        "--steps",
        "200",
        "--restart-bytes",
        "1MB",
        "--dependency-bytes",
        "1MB",
        "--ram",
        "11MB",
        "--disk",
        "1GB",
        "--seconds-per-step",
        "0.02",
        "--disk-write",
        "50MB",
        "--disk-read",
        "50MB",
    ];

    private static Plan SmallPlan() =>
        Planner.Plan(
            new()
            {
                Steps = 200,
                Machine = Machine.Parse(
                    "advance=0.02 reverse=0.02 restart=1MB dependencies=1MB disk-write=50MB disk-read=50MB"
                ),
                Budgets = [11e6, 1e9],
            }
        );

    [Fact]
    public void The_plan_is_drawn_in_a_file_too()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var svg = Path.Combine(directory.FullName, "plan.svg");
            Assert.StartsWith("best: ", Tool.Run([.. Small, "--svg", svg]).Done().Output, StringComparison.Ordinal);
            var drawn = File.ReadAllText(svg);
            Assert.Equal(SmallPlan().ToSvg("200 steps, time against memory"), drawn);
            // A point, with its title, for each of the ranking, and the title of the picture.
            Assert.Equal(
                SmallPlan().Ranking.Count + 1,
                drawn.Split("<title>", StringSplitOptions.RemoveEmptyEntries).Length - 1
            );
            var nowhere = Path.Combine(directory.FullName, "no", "plan.svg");
            Assert.Contains("failed", Tool.Run([.. Small, "--svg", nowhere]).ErrorLine(ExitCode.Failed));
        }
        finally
        {
            directory.Delete(true);
        }
    }

    [Fact]
    public void The_plan_as_JSON_is_that_of_the_library()
    {
        var plan = SmallPlan();
        using var told = JsonDocument.Parse(Tool.Run([.. Small, "--format", "json"]).Done().Output);
        var first = told.RootElement.GetProperty("ranking")[0];
        Assert.Equal(plan.Ranking[0].Family, first.GetProperty("family").GetString());
        Assert.Equal(plan.Ranking[0].Seconds, first.GetProperty("seconds").GetDouble());
        Assert.Equal(plan.Ranking[0].CSharp, first.GetProperty("csharp").GetString());
        Assert.Equal(plan.LowerBound, told.RootElement.GetProperty("lower_bound").GetDouble());
        Assert.Equal(plan.Ranking.Count, told.RootElement.GetProperty("ranking").GetArrayLength());
        Assert.Equal(plan.LeftOut.Count, told.RootElement.GetProperty("left_out").GetArrayLength());
    }

    [Fact]
    public void Every_command_line_of_a_plan_can_be_pasted_and_takes_what_is_said()
    {
        using var told = JsonDocument.Parse(Tool.Run([.. Small, "--format", "json"]).Done().Output);
        var machine = "advance=0.02 reverse=0.02 restart=1MB dependencies=1MB disk-write=50MB disk-read=50MB";
        foreach (var planned in told.RootElement.GetProperty("ranking").EnumerateArray())
        {
            var words = planned.GetProperty("command").GetString()!.Split(' ');
            Assert.Equal(["schedules", "cost"], words[..2]);
            using var cost = JsonDocument.Parse(
                Tool.Run([.. words[1..], "--machine", machine, "--format", "json"]).Done().Output
            );
            Assert.Equal(
                planned.GetProperty("seconds").GetDouble(),
                cost.RootElement.GetProperty("seconds_overlapped").GetDouble(),
                1e-9
            );
        }
    }

    [Fact]
    public void Overlap_puts_first_what_hides_the_disk_and_without_it_another_wins()
    {
        Assert.Contains("best: mixed", Tool.Run(Small).Done().Output);
        Assert.DoesNotContain("best: mixed", Tool.Run([.. Small, "--synchronous"]).Done().Output);
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("4GB", 4_000_000_000L)]
    [InlineData("512MiB", 536_870_912L)]
    [InlineData("1.5kB", 1_500L)]
    [InlineData("2Gi", 2_147_483_648L)]
    [InlineData("1GB/s", 1_000_000_000L)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("GB", null)]
    [InlineData("4XB", null)]
    [InlineData("4BG", null)]
    [InlineData("10EB", null)]
    [InlineData("1e400", null)]
    public void Bytes_are_read_as_people_write_them(string word, long? bytes) =>
        Assert.Equal(bytes, ByteSize.TryParse(word, out var read) ? read : null);
}
