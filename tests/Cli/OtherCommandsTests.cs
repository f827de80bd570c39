using System.Globalization;
using System.Text.RegularExpressions;
using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>show, table, compare, plan, run, help and completion.</summary>
public sealed partial class OtherCommandsTests
{
    private static readonly string[] Revolve = ["revolve", "--max-n", "10", "--snapshots-in-ram", "3"];

    [Fact]
    public void Show_is_the_picture_of_the_library() =>
        Assert.Equal(
            Picture
                .Text(CheckpointSchedule.Revolve(10, 3), new PictureOptions { Width = 80 })
                .Where(line => line.Length > 0),
            Tool.Run(["show", .. Revolve]).Done().Lines
        );

    [Fact]
    public void Cost_predicts_the_wall_time_on_a_machine()
    {
        const string Words = "advance=0.02 reverse=0.02 dependencies=1MB disk-write=50MB disk-read=50MB";
        var expected = CheckpointSchedule.SingleDisk().WithSteps(200).Time(Machine.Parse(Words));
        string[] command = ["cost", "single-disk", "--steps", "200", "--machine"];
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"\"seconds_overlapped\":{expected.Seconds}"),
            Tool.Run([.. command, Words, "--format", "json"]).Done().Output
        );
        Assert.Contains("waited for", Tool.Run([.. command, Words]).Done().Output);
        Assert.Contains("--machine", Tool.Run([.. command, "disk=1"]).ErrorLine(ExitCode.WrongUse));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    public void Show_is_as_wide_as_it_is_told(int width) =>
        Assert.Equal(
            Picture
                .Text(CheckpointSchedule.Revolve(100, 3), new PictureOptions { Width = width })
                .Where(line => line.Length > 0),
            Tool.Run("show", "revolve", "--max-n", "100", "--snapshots-in-ram", "3", "--width", $"{width}").Done().Lines
        );

    [Fact]
    public void Show_writes_files()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var (svg, html) = (Path.Combine(directory.FullName, "a.svg"), Path.Combine(directory.FullName, "a.html"));
            Assert.Empty(Tool.Run(["show", .. Revolve, "--svg", svg, "--html", html]).Done().Output);
            Assert.Equal(Picture.Svg(CheckpointSchedule.Revolve(10, 3)), File.ReadAllText(svg));
            Assert.Equal(Picture.Html(CheckpointSchedule.Revolve(10, 3)), File.ReadAllText(html));
            var nowhere = Path.Combine(directory.FullName, "no", "a.svg");
            Assert.Contains("failed", Tool.Run(["show", .. Revolve, "--svg", nowhere]).ErrorLine(ExitCode.Failed));
        }
        finally
        {
            directory.Delete(true);
        }
    }

    [Fact]
    public void Tables_are_those_of_the_library()
    {
        var costs = new CostModel(uf: 2);
        Assert.Equal(Interop.Tables.Binomial(10, 3), Tool.Run(["table", .. Revolve]).Done().Lines);
        Assert.Equal(
            Interop.Tables.HRevolve(9, [1, 2], costs),
            Tool.Run("table", "h-revolve", "--max-n", "9", "--slots", "1,2", "--uf", "2").Done().Lines
        );
    }

    [Fact]
    public void Compare_sorts_by_makespan_and_says_what_is_left_out()
    {
        var told = Tool.Run("compare", "--max-n", "60", "--snapshots-in-ram", "2", "--snapshots-on-disk", "4").Done();
        var figures = told
            .Lines.Where(line => Figures().IsMatch(line))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var costs = figures
            .Select(cells => double.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.True(costs.Count > 5);
        Assert.Equal(costs.Order(), costs);
        // The same figures are there once.
        Assert.Equal(figures.Count, figures.Select(cells => string.Join(' ', cells[..5])).Distinct().Count());
        Assert.True(told.Lines.Count(line => Command().IsMatch(line)) > 14);
        Assert.StartsWith("best: ", told.Lines[0], StringComparison.Ordinal);
        var first = told.Lines.First(line => Command().IsMatch(line));
        Assert.Equal($"  {told.Lines[0]["best: ".Length..]} ", Command().Match(first).Value);
        Assert.Contains("single-memory --steps 60", told.Output);
        Assert.Contains("slots, RAM: 59 needed, 2 there", told.Output);
    }

    [Fact]
    public void The_best_of_a_comparison_can_be_pasted_and_costs_what_it_says()
    {
        string[] slots = ["--slots", "2,3,4", "--write", "1,2,3.5", "--read", "1,2,1E-07"];
        foreach (
            string[] costs in (string[][])
                [
                    ["--snapshots-in-ram", "2", "--wd", "5"],
                    slots,
                ]
        )
        {
            var told = Tool.Run(["compare", "--max-n", "60", .. costs]).Done();
            var command = string.Join(' ', told.Lines[1..].TakeWhile(line => !line.Contains("makespan")));
            var words = command.Replace(" \\ ", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(["schedules", "cost"], words[..2]);
            var makespan = told
                .Lines.First(line => Figures().IsMatch(line))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            string[] given = words.Contains("--uf") ? [] : costs[2..];
            Assert.Contains($" {makespan} ", Tool.Run([.. words[1..], .. given]).Done().Output);
        }
    }

    [Fact]
    public void Plan_says_the_best_what_it_takes_and_why_others_lose()
    {
        string[] sizes = ["--restart-bytes", "80MB", "--dependency-bytes", "400MB", "--ram", "2GB", "--disk", "20GB"];
        string[] speeds = ["--seconds-per-step", "0.5", "--disk-write", "500MB/s", "--disk-read", "1GB/s"];
        var told = Tool.Run(["plan", "--steps", "300", .. sizes, .. speeds]).Done();
        Assert.StartsWith("best: ", told.Output, StringComparison.Ordinal);
        Assert.Contains("of 20 GB", told.Output);
        Assert.Contains(" % longer: ", told.Output);
        Assert.Contains("needs 120 GB of RAM, there are 2 GB", told.Output);
    }

    [Fact]
    public void Plan_without_a_schedule_that_fits_fails() =>
        Assert.Contains(
            "no schedule fits",
            Tool.Run(
                    "plan",
                    "--steps",
                    "9",
                    "--restart-bytes",
                    "2",
                    "--dependency-bytes",
                    "2",
                    "--ram",
                    "1",
                    "--seconds-per-step",
                    "1"
                )
                .ErrorLine(ExitCode.Failed)
        );

    /// <summary>A sample is a program, which writes to its process's own output.</summary>
    [Fact]
    public void Run_computes_the_gradient_of_a_sample()
    {
        string[] small = ["--schedule", "revolve", "--steps", "9", "--nodes", "15"];
        Assert.Contains("norm of the gradient", Tool.RunApart(null, ["run", "burgers", .. small]).Done().Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("actions")]
    [InlineData("show")]
    [InlineData("cost")]
    [InlineData("compare")]
    [InlineData("plan")]
    [InlineData("verify")]
    [InlineData("table")]
    [InlineData("run")]
    public void Help_has_an_example(string command)
    {
        var told = Tool.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Done();
        Assert.Contains("Example", told.Output);
        Assert.Contains($"  schedules {command}".TrimEnd(), told.Output);
    }

    [Fact]
    public void The_shell_is_told_how_a_line_may_go_on()
    {
        Assert.Contains("h-revolve", Tool.Run("[suggest:18]", "schedules actions ").Done().Lines);
        Assert.Equal(["disk", "ram"], Tool.Run("[suggest:37]", "schedules actions revolve --storage ").Done().Lines);
        Assert.Contains("--snapshots-in-ram", Tool.Run("[suggest:29]", "schedules actions revolve --s").Done().Lines);
    }

    [GeneratedRegex(@"^ +\d[\d,.e+]*( +\d[\d,.e+]*){4}( |$)")]
    private static partial Regex Figures();

    [GeneratedRegex("^  [a-z0-9-]+ (?=--)")]
    private static partial Regex Command();
}
