using System.Xml.Linq;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests.Pictures;

/// <summary>The facade gives the core's pictures, of schedules and of streams, and refuses what
/// cannot be drawn at the call.</summary>
public class PictureTests
{
    private static readonly CheckpointSchedule Small = CheckpointSchedule.Revolve(5, 2);

    [Fact]
    public void The_text_has_a_line_for_each_action_between_the_step_numbers_and_the_signs()
    {
        var lines = Picture.Text(CheckpointSchedule.Revolve(3, 1)).ToList();
        Assert.Equal(["revolve, 3 steps", "", "0   1   2   3"], lines[..3]);
        Assert.Equal("+R-->--->       forward 0 -> 2, keep restart data in RAM", lines[3]);
        Assert.Equal("r       |===>   forward 2 -> 3, keep dependencies in WORK", lines[4]);
        Assert.Equal("", lines[3 + CheckpointSchedule.Revolve(3, 1).Count()]);
    }

    [Fact]
    public void A_schedule_is_drawn_as_in_the_core()
    {
        var schedule = Core.Revolve.schedule(5, 2).ResultValue;
        var scene = Core.SceneModule.ofSchedule(Core.CostModelModule.standard, 1, schedule).ResultValue;
        Assert.Equal(Core.TextPicture.lines(200, scene).ResultValue, Picture.Text(Small));
        Assert.Equal(Lines(Core.SvgPicture.lines(scene).ResultValue), Picture.Svg(Small));
        Assert.Equal(Lines(Core.HtmlPicture.lines(scene).ResultValue), Picture.Html(Small));
    }

    [Fact]
    public void A_stream_is_drawn_as_the_schedule_that_gives_it()
    {
        var options = new PictureOptions { Title = "mine" };
        var referee = new PictureOptions { Title = "mine", Referee = Small.RefereeOptions };
        CheckpointAction[] stream = [.. Small];
        Assert.Equal(Picture.Text(Small, options), Picture.Text(stream, options));
        Assert.Equal(Picture.Svg(Small, options), Picture.Svg(stream, referee));
        Assert.Equal(Picture.Html(Small, options), Picture.Html(stream, referee));
    }

    [Fact]
    public void A_writer_gets_what_the_string_is()
    {
        using var svg = new StringWriter();
        using var html = new StringWriter();
        Picture.Svg(Small, svg);
        Picture.Html(Small, html);
        Assert.Equal(Picture.Svg(Small), svg.ToString());
        Assert.Equal(Picture.Html(Small), html.ToString());
    }

    [Fact]
    public void Costs_are_those_of_the_schedule_unless_others_are_given()
    {
        var own = CheckpointSchedule.HRevolve(6, [2], costs: new CostModel(uf: 10, ub: 50));
        var others = new CostModel(uf: 1, ub: 1.5);
        Assert.NotEqual(own.Cost(), own.Cost(others));
        Assert.Contains($"in all {own.Cost()})", Picture.Svg(own));
        Assert.Contains($"in all {own.Cost(others)})", Picture.Svg(own, new PictureOptions { Costs = others }));
    }

    [Fact]
    public void The_title_is_the_family_or_what_is_given_or_none()
    {
        Assert.Equal("revolve, 5 steps", Title(new PictureOptions()));
        Assert.Equal("<mine> & yours", Title(new PictureOptions { Title = "<mine> & yours" }));
        Assert.DoesNotContain("font-size=\"16\"", Picture.Svg(Small, new PictureOptions { Title = "" }));

        static string Title(PictureOptions options) =>
            XDocument.Parse(Picture.Svg(Small, options)).Root!.Elements().First().Value;
    }

    [Fact]
    public void As_many_adjoint_calculations_are_drawn_as_are_asked_for()
    {
        var schedule = CheckpointSchedule.SingleDisk().WithSteps(3);
        Assert.Equal(1, Ends(new PictureOptions()));
        Assert.Equal(3, Ends(new PictureOptions { Adjoints = 3 }));
        Assert.Equal(0, Ends(new PictureOptions { Adjoints = 0 }));
        Assert.DoesNotContain(Picture.Text(CheckpointSchedule.None().WithSteps(3)), line => line.Contains("reverse"));

        int Ends(PictureOptions options) =>
            Picture
                .Text(schedule, options)
                .Count(line => line.EndsWith("end of the reverse", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_at_the_call_and_named()
    {
        Refused("Width", () => new PictureOptions { Width = 39 });
        Refused("Adjoints", () => new PictureOptions { Adjoints = -1 });
        Refused("adjoints", () => Picture.Svg(Small, new PictureOptions { Adjoints = 2 }));
        Refused("actions", () => Picture.Html(CheckpointSchedule.Revolve(Picture.MaxHtmlActions, 10)));
        Refused("actions", () => Picture.Html(CheckpointSchedule.SingleMemory().WithSteps(Picture.MaxHtmlSteps + 1)));
        Assert.Throws<InvalidOperationException>(() => Picture.Svg(CheckpointSchedule.SingleMemory()));
        Assert.Throws<ArgumentException>(
            "options",
            () => Picture.Svg(Streams.ThreeStepsOneSlot, new PictureOptions { Adjoints = 1 })
        );

        static void Refused(string name, Func<object> call) => Assert.Throws<ArgumentOutOfRangeException>(name, call);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_text_fits_any_width_from_40(long steps)
    {
        var schedule = CheckpointSchedule.Revolve(steps, 5);
        foreach (var width in (int[])[40, 41, 60, 80, 120, 200])
        {
            var lines = Picture.Text(schedule, new PictureOptions { Width = width }).ToList();
            Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
            Assert.InRange(lines.Count, 10, Math.Max(80, 20 + schedule.Predict().ForwardSteps * 4));
        }
    }

    [Fact]
    public void What_is_not_valid_is_not_drawn()
    {
        CheckpointAction[] wrong = [Streams.Advance(0, 1), Streams.Advance(0, 1)];
        foreach (
            var draw in (Action[])
                [() => Picture.Text(wrong), () => Picture.Svg(wrong), () => Picture.Html(wrong, new StringWriter())]
        )
            Assert.Equal(1, Assert.Throws<InvalidScheduleException>(draw).Violation.Index);
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("actions", () => Picture.Text(null!));
        Assert.Throws<ArgumentNullException>("actions", () => Picture.Svg(null!));
        Assert.Throws<ArgumentNullException>("actions", () => Picture.Html(null!));
        Assert.Throws<ArgumentNullException>("writer", () => Picture.Svg(Small, null!, null));
        Assert.Throws<ArgumentNullException>("writer", () => Picture.Html(Small, null!, null));
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
