using System.Text.Json;
using Schedules.Interop.Tests.Pictures.Browser;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests.Pictures;

/// <summary>The page in Chromium: it loads without errors and without network, is moved by keys,
/// slider, buttons and clicks, and shows after each action what the core says.</summary>
public sealed class PageTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    private const double Uf = 0.5;
    private const double Ub = 3;
    private static readonly double[] Write = [0.25, 8, 16];
    private static readonly double[] Read = [0.125, 4, 32];
    private static readonly CostModel Costs = new(Uf, Ub, Write, Read);
    private static readonly Core.CostModel CoreCosts = Core
        .CostModelModule.create(Uf, Ub, [.. Write], [.. Read])
        .ResultValue;

    private static Core.InRam Largest => Core.InRam.NewBinomial(Core.Trajectory.Largest);

    /// <summary>All the families, by a small schedule each or some, with the adjoint calculations
    /// that are shown.</summary>
    private static readonly Dictionary<string, (Core.Spec Spec, long Steps, long Adjoints)> Schedules = new()
    {
        ["none"] = (Core.Spec.None, 4, 0),
        ["single-memory"] = (Core.Spec.SingleMemory, 4, 2),
        ["single-disk"] = (Core.Spec.NewSingleDisk(false), 4, 2),
        ["single-disk, moved"] = (Core.Spec.NewSingleDisk(true), 4, 1),
        ["revolve"] = (Core.Spec.NewRevolve(9, 3, Core.Trajectory.Maximum), 9, 1),
        ["multistage"] = (Core.Spec.NewMultistage(8, 1, 2, Core.Trajectory.Maximum), 8, 1),
        ["two-level"] = (Core.Spec.NewTwoLevel(4, 2, Core.Storage.Ram, Core.Trajectory.Maximum), 10, 3),
        ["periodic-disk"] = (Core.Spec.NewPeriodicDisk(3), 8, 2),
        ["mixed"] = (Core.Spec.NewMixed(9, 3, Core.Storage.NewLevel(2)), 9, 1),
        ["unit sizes"] = (Core.Spec.NewUnitSizes(8, 6, 1, 2, false, Core.Storage.Disk), 8, 1),
        ["stiffly accurate"] = (Core.Spec.NewUnitSizes(8, 6, 2, 1, true, Core.Storage.Disk), 8, 1),
        ["h-revolve"] = (Core.Spec.NewHRevolve(12, [1, 1, 2], Largest, CoreCosts), 12, 1),
        ["disk-revolve over mixed"] = (
            Core.Spec.NewDiskRevolve(
                12,
                4,
                false,
                Core.InRam.NewMixed(new Core.UnitSize(2, 1, true)),
                false,
                CoreCosts
            ),
            12,
            1
        ),
        ["disk-revolve"] = (Core.Spec.NewDiskRevolve(12, 2, false, Largest, false, CoreCosts), 12, 1),
        ["optimal"] = (Core.Spec.NewOptimal(10, [1, 1], CoreCosts), 10, 1),
        ["online, greedy"] = (
            Core.Spec.NewOnline(Core.OnlinePolicy.Greedy, 3, Core.Storage.Ram, Core.Trajectory.Maximum),
            11,
            1
        ),
        ["online, dynamic"] = (
            Core.Spec.NewOnline(Core.OnlinePolicy.Dynamic, 2, Core.Storage.Disk, Core.Trajectory.Maximum),
            7,
            1
        ),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [ChromiumTheory]
    [MemberData(nameof(Names))]
    public async Task It_shows_after_each_action_what_the_core_says(string name)
    {
        var (spec, steps, adjoints) = Schedules[name];
        var schedule = Core.ScheduleModule.ofLength(steps, Core.SpecModule.build(spec).ResultValue).ResultValue;
        await ShowsAsync(Core.SceneModule.ofSchedule(CoreCosts, adjoints, schedule).ResultValue);
    }

    [ChromiumFact]
    public async Task It_shows_streams_of_unknown_length_with_all_kinds_of_checkpoints()
    {
        await ShowsAsync(
            Core.SceneModule.ofActions(
                "",
                CoreCosts,
                Core.LimitsModule.none,
                Core.Length.Open,
                [
                    Core.Action.NewForward(0, 2, true, true, Core.Storage.Disk),
                    Core.Action.NewForward(2, 3, true, false, Core.Storage.Ram),
                    Core.Action.NewMove(2, Core.Storage.Ram, Core.Storage.Nowhere),
                    Core.Action.NewForward(3, 4, false, true, Core.Storage.Work),
                    Core.Action.EndForward,
                    Core.Action.NewReverse(4, 3, true),
                    Core.Action.NewCopy(0, Core.Storage.Disk, Core.Storage.Work),
                    Core.Action.NewForward(0, 2, false, false, Core.Storage.Nowhere),
                    Core.Action.NewForward(2, 3, false, true, Core.Storage.Work),
                    Core.Action.NewReverse(3, 2, true),
                    Core.Action.NewMove(0, Core.Storage.Disk, Core.Storage.NewLevel(3)),
                    Core.Action.NewCopy(0, Core.Storage.NewLevel(3), Core.Storage.Work),
                    Core.Action.NewForward(0, 1, false, false, Core.Storage.Nowhere),
                    Core.Action.NewMove(0, Core.Storage.NewLevel(3), Core.Storage.Work),
                    Core.Action.NewReverse(2, 0, true),
                    Core.Action.EndReverse,
                ]
            )
        );
    }

    [ChromiumFact]
    public async Task It_shows_a_recording_forward_that_went_past_the_end_as_gone_to_the_end()
    {
        await ShowsAsync(
            Core.SceneModule.ofActions(
                "",
                CoreCosts,
                Core.LimitsModule.none,
                Core.Length.NewTold(3),
                [
                    Core.Action.NewForward(0, 5, false, true, Core.Storage.Disk),
                    Core.Action.EndForward,
                    Core.Action.NewMove(0, Core.Storage.Disk, Core.Storage.Work),
                    Core.Action.NewReverse(3, 0, true),
                    Core.Action.EndReverse,
                ]
            )
        );
    }

    private async Task ShowsAsync(Core.Scene scene)
    {
        var expected = Shown.After(scene);
        var html = string.Join('\n', Core.HtmlPicture.lines(scene).ResultValue);
        var page = await browser.OpenAsync(html);
        // Forwards by the slider, then backwards: both ways must lead to the same.
        foreach (var order in (string[])["", ".reverse()"])
        {
            var shown = await page.EvaluateAsync(
                $$"""
                [...Array({{expected.Count}}).keys()]{{order}}.map(at => {
                  const slider = document.getElementById('slider');
                  slider.value = at;
                  slider.dispatchEvent(new Event('input'));
                  return {{Shown.Script}};
                }){{order}}
                """
            );
            var texts = shown.Deserialize<string[]>()!;
            for (var at = 0; at < expected.Count; at++)
                Assert.Equal(expected[at], texts[at]);
        }
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task It_asks_for_nothing_but_itself()
    {
        var page = await browser.OpenAsync(Picture.Html(CheckpointSchedule.Revolve(6, 2)));
        Assert.StartsWith("file:", Assert.Single(page.Requests));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Keys_move_it_wherever_the_focus_is()
    {
        var schedule = CheckpointSchedule.Revolve(12, 3);
        var count = schedule.Count();
        var page = await browser.OpenAsync(Picture.Html(schedule));
        // With the page, the first button and the slider in focus.
        foreach (var focus in (string[])["", "first", "slider"])
        {
            await page.EvaluateAsync(focus == "" ? "0" : $"document.getElementById('{focus}').focus()");
            var at = 0;
            foreach (
                var (key, next) in new (string, Func<int, int>)[]
                {
                    ("Home", _ => 0),
                    ("ArrowRight", now => now + 1),
                    ("ArrowDown", now => now + 1),
                    ("ArrowLeft", now => now - 1),
                    ("PageDown", now => now + 10),
                    ("ArrowUp", now => now - 1),
                    ("PageUp", now => Math.Max(0, now - 10)),
                    ("PageUp", _ => 0),
                    ("ArrowLeft", _ => 0),
                    ("End", _ => count),
                    ("ArrowRight", _ => count),
                }
            )
            {
                await page.PressAsync(key);
                at = next(at);
                Assert.Equal($"action {at} of {count}", await page.TextAsync("index"));
                Assert.Equal(
                    $"{at}",
                    (await page.EvaluateAsync("document.getElementById('slider').value"))!.ToString()
                );
            }
        }
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Space_plays_and_pauses()
    {
        var page = await browser.OpenAsync(Picture.Html(CheckpointSchedule.Revolve(12, 3)));
        await page.PressAsync(" ");
        Assert.Equal("Pause", await page.TextAsync("play"));
        await page.EvaluateAsync(
            "new Promise(done => { const look = () => document.getElementById('slider').value > 1 ? done(0) : setTimeout(look, 50); look(); })"
        );
        await page.PressAsync(" ");
        Assert.Equal("Play", await page.TextAsync("play"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Buttons_and_a_click_in_the_picture_move_it()
    {
        var schedule = CheckpointSchedule.Revolve(8, 2);
        var count = schedule.Count();
        var page = await browser.OpenAsync(Picture.Html(schedule));
        foreach (var (button, at) in new[] { ("next", 1), ("last", count), ("back", count - 1), ("first", 0) })
        {
            await page.EvaluateAsync($"document.getElementById('{button}').click()");
            Assert.Equal($"action {at} of {count}", await page.TextAsync("index"));
        }

        // The middle of the row of the fifth action.
        var point = await page.EvaluateAsync(
            $$"""
            (() => {
              const { left, top, height } = document.getElementById('picture-frame').dataset;
              const svg = document.querySelector('svg');
              const at = new DOMPoint(+left + 3, +top + height * 4.5 / {{count}}).matrixTransform(svg.getScreenCTM());
              return [at.x, at.y];
            })()
            """
        );
        await page.ClickAsync(point![0]!.GetValue<double>(), point[1]!.GetValue<double>());
        Assert.Equal($"action 5 of {count}", await page.TextAsync("index"));

        // There the picture marks it.
        var marked = await page.EvaluateAsync(
            "(() => { const r = document.getElementById('here').getBoundingClientRect(); return [r.top, r.bottom]; })()"
        );
        Assert.InRange(point[1]!.GetValue<double>(), marked![0]!.GetValue<double>(), marked[1]!.GetValue<double>());
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_long_schedule_is_stepped_through_and_many_checkpoints_are_told_together()
    {
        var schedule = CheckpointSchedule.SingleDisk().WithSteps(30000);
        var page = await browser.OpenAsync(Picture.Html(schedule));
        await page.PressAsync("End");
        Assert.Equal("action 90002 of 90002", await page.TextAsync("index"));
        Assert.Equal("DISK: 30000 units0–29999 dependencies", await page.TextAsync("levels"));
        await page.PressAsync("Home");
        for (var press = 0; press < 3; press++)
            await page.PressAsync("ArrowRight");
        Assert.Equal("DISK: 3 units0 dependencies1 dependencies2 dependencies", await page.TextAsync("levels"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Everything_that_can_be_worked_has_a_name_and_it_fits_a_phone()
    {
        var page = await browser.OpenAsync(Picture.Html(CheckpointSchedule.Revolve(6, 2)), width: 360, height: 740);
        var nameless = await page.EvaluateAsync(
            "[...document.querySelectorAll('button, input')].filter(e => !e.getAttribute('aria-label')).length"
        );
        Assert.Equal(0, nameless!.GetValue<int>());
        var width = await page.EvaluateAsync("document.documentElement.scrollWidth");
        Assert.InRange(width!.GetValue<int>(), 1, 360);
        await page.PressAsync("ArrowRight");
        var told = await page.EvaluateAsync("document.getElementById('slider').getAttribute('aria-valuetext')");
        Assert.StartsWith("action 1 of ", told!.GetValue<string>());
    }

    [ChromiumFact]
    public async Task A_title_cannot_break_out_of_the_page()
    {
        const string Title = "</title><script>throw 1</script> & \"more\"";
        var page = await browser.OpenAsync(
            Picture.Html(CheckpointSchedule.Revolve(6, 2), new PictureOptions { Title = Title, Costs = Costs })
        );
        Assert.Equal(Title, (await page.EvaluateAsync("document.title"))!.GetValue<string>());
        Assert.Empty(page.Errors);
    }
}
