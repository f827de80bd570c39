using System.Text.RegularExpressions;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Pictures;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>Colours are those of the SVG, and change no character.</summary>
public sealed partial class PictureColorsTests
{
    [Theory]
    [InlineData(3, 80)]
    [InlineData(20, 80)]
    [InlineData(300, 60)]
    public void They_change_no_character(int steps, int width)
    {
        var lines = Picture
            .Text(CheckpointSchedule.Multistage(steps, 1, 1), new PictureOptions { Width = width })
            .ToList();
        var coloured = PictureColors.Of(lines).ToList();
        Assert.NotEqual(lines, coloured);
        Assert.Equal(lines, coloured.Select(line => Escape().Replace(line, "")));
    }

    [Fact]
    public void They_are_those_of_the_SVG()
    {
        var schedule = CheckpointSchedule.Multistage(20, 1, 1);
        using var svg = new StringWriter();
        Picture.Svg(schedule, svg);
        var drawn = string.Concat(PictureColors.Of(Picture.Text(schedule)));
        var colours = Colour()
            .Matches(drawn)
            .Select(hit =>
                $"#{int.Parse(hit.Groups[1].Value):x2}{int.Parse(hit.Groups[2].Value):x2}{int.Parse(hit.Groups[3].Value):x2}"
            )
            .Distinct()
            .ToList();
        Assert.Equal(4, colours.Count);
        Assert.All(colours, colour => Assert.Contains(colour, svg.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_pipe_has_none() =>
        Assert.DoesNotContain(
            '\e',
            Tool.Run("show", "revolve", "--max-n", "9", "--snapshots-in-ram", "2").Done().Output
        );

    [Fact]
    public void A_file_that_cannot_be_written_is_refused_before_the_work()
    {
        string[] endless = ["show", "h-revolve", "--max-n", "1000000", "--slots", "1000,1000", "--svg"];
        Assert.Contains(
            "there is no directory /no/such",
            Tool.Run([.. endless, "/no/such/x.svg"]).ErrorLine(ExitCode.Failed)
        );
        Assert.Contains("it is a directory", Tool.Run([.. endless, Path.GetTempPath()]).ErrorLine(ExitCode.Failed));
    }

    [Fact]
    public void Tables_are_ASCII_where_the_locale_is_not_UTF_8()
    {
        string[] cost = ["cost", "revolve", "--max-n", "9", "--snapshots-in-ram", "2"];
        Assert.All(Printed("C"), sign => Assert.InRange(sign, '\n', '~'));
        Assert.Contains('│', Printed("de_DE.UTF-8"));

        string Printed(string locale)
        {
            using var process = Tool.Start(cost, ("LC_ALL", locale));
            process.StandardInput.Close();
            return process.StandardOutput.ReadToEnd();
        }
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\e\[38;2;(\d+);(\d+);(\d+)m")]
    private static partial Regex Colour();
}
