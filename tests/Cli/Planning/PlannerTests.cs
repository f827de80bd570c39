using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Planning;
using Schedules.Interop;
using Machine = Schedules.Cli.Planning.Machine;

namespace Schedules.Cli.Tests.Planning;

/// <summary>The plan without its printing: what fits, what it takes, and what wins.</summary>
public sealed class PlannerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Machine Workstation = new()
    {
        Steps = 100,
        RestartSize = 80,
        DependencySize = 400,
        Ram = 1_200,
        Disk = 1_600,
        Costs = new CostModel(1, 3, [0, 0.5], [0, 0.25]),
    };

    [Fact]
    public void What_is_predicted_is_what_the_schedule_takes()
    {
        foreach (var (spec, estimate) in Rank(Workstation).Fitting)
        {
            var schedule = spec.Build();
            var profile = schedule.Verify();
            var unit = Unit(spec);
            Assert.Equal(profile.Counts, estimate.Counts);
            // Limits are what may be held: a schedule may be content with less.
            Assert.InRange(profile.Peak(Storage.Disk) * unit, 0, estimate.Disk);
            Assert.InRange(profile.Peak(Storage.Ram) * unit + profile.WorkPeak * 400, 0, estimate.Ram);
            if (unit == 80)
                Assert.Equal(schedule.Predict().Makespan(Workstation.Costs), estimate.Time, 1e-6);
        }
    }

    [Fact]
    public void Nothing_that_fits_is_above_a_budget()
    {
        foreach (var (_, estimate) in Rank(Workstation).Fitting)
        {
            Assert.InRange(estimate.Ram, 0, Workstation.Ram);
            Assert.InRange(estimate.Disk, 0, Workstation.Disk);
        }
    }

    [Fact]
    public void Of_more_slots_than_are_gone_through_some_are_considered_and_the_others_named()
    {
        var ranking = new Planner(
            Machine.OfSlots(1_000_000_000_000, [2_000_000_000, 0], CostModel.Standard),
            Patience
        ).Rank();
        foreach (var family in (string[])["revolve", "mixed"])
        {
            Assert.Contains(ranking.Fitting, fits => fits.Spec.Family.Name == family && fits.Estimate.Ram < 200_000);
            var left = Assert.Single(ranking.Others.OfType<NotMade>(), other => other.Spec.Family.Name == family);
            Assert.Contains("100000 slots", left.Reason, StringComparison.Ordinal);
        }
        // Where steps are recorded many at a time, nothing is gone through.
        Assert.DoesNotContain(
            ranking.Others.OfType<NotMade>(),
            other => other.Spec.Family.Name is "uniform" or "periodic-disk"
        );
    }

    [Fact]
    public void The_fastest_comes_first()
    {
        var times = Rank(Workstation).Fitting.Select(fits => fits.Estimate.Time).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times.Count > 10);
    }

    [Fact]
    public void Every_family_that_has_an_adjoint_is_tried()
    {
        var ranking = Rank(Workstation);
        var tried = ranking.Fitting.Select(fits => fits.Spec).Concat(ranking.Others.Select(other => other.Spec));
        Assert.Equal(
            ScheduleFamily.All.Where(family => family.Name != "none"),
            ScheduleFamily.All.Intersect(tried.Select(spec => spec.Family))
        );
    }

    [Fact]
    public void With_room_for_everything_nothing_is_recomputed()
    {
        var ranking = Rank(Workstation with { Ram = 100 * 400 });
        var everything = ranking.Fitting.First(fits => fits.Spec.Family.Name == "single-memory").Estimate;
        Assert.Equal((0, 100 * 3), (everything.Advancing, everything.Reversing));
        Assert.Equal(everything.Time, ranking.Fitting[0].Estimate.Time);
    }

    [Fact]
    public void With_a_slow_disk_what_needs_none_wins()
    {
        var slow = Workstation with { Costs = new CostModel(1, 3, [0, 1e6], [0, 1e6]) };
        Assert.Equal(0, Rank(slow).Fitting[0].Estimate.Disk);
        Assert.NotEqual(0, Rank(Workstation).Fitting[0].Estimate.Disk);
    }

    [Fact]
    public void Without_room_for_the_dependencies_of_a_step_nothing_fits()
    {
        var ranking = Rank(Workstation with { Ram = 399 });
        Assert.Empty(ranking.Fitting);
        Assert.All(ranking.Others, other => Assert.IsType<TooBig>(other));
    }

    [Fact]
    public void A_table_that_takes_too_long_is_left_out()
    {
        var large = Workstation with { Steps = 100_000, Disk = 80 * 100_000 };
        var ranking = new Planner(large, TimeSpan.FromMilliseconds(1)).Rank();
        Assert.Contains(ranking.Others, other => other is NotMade { Spec.Family.Name: "h-revolve" });
        Assert.NotEmpty(ranking.Fitting);
    }

    [Fact]
    public void A_loss_is_laid_to_what_grows_most()
    {
        var ranking = Rank(Workstation with { Disk = 100 * 400 });
        var best = ranking.Fitting[0].Estimate;
        var revolve = ranking.Fitting.First(fits => fits.Spec.Family.Name == "revolve").Estimate;
        var loss = TimeDifference.Of(best, revolve);
        Assert.Equal(Part.Advancing, loss.Most);
        Assert.Equal(revolve.Advancing - best.Advancing, loss.More, 1e-9);
        Assert.Equal(revolve.Time / best.Time - 1, loss.Share, 1e-9);
        Assert.Null(TimeDifference.Of(best, best).Most);
    }

    [Theory]
    [InlineData(80, 400, 1600, 16, 80, 1, 5, 20)]
    [InlineData(7, 5, 100, 16, 1, 7, 5, 100)]
    [InlineData(1_000_003, 5_000_000, 20_000_000, 4, 250_001, 4, 20, 79)]
    [InlineData(10, 1_000_000, 999, 1, 10, 1, 100_000, 99)]
    public void Units_never_promise_more_than_there_is(
        long restart,
        long dependencies,
        long budget,
        int finest,
        long unit,
        long restartUnits,
        long dependencyUnits,
        long units
    )
    {
        var scale = UnitScale.Of(restart, dependencies, finest);
        Assert.Equal(new UnitScale(unit, restartUnits, dependencyUnits), scale);
        Assert.True(scale.Restart * scale.Unit >= restart && scale.Dependencies * scale.Unit >= dependencies);
        var machine = Workstation with { Ram = dependencies + budget, DependencySize = dependencies, Disk = budget };
        foreach (var level in (Storage[])[Storage.Ram, Storage.Disk])
            Assert.Equal(units, machine.Slots(level, scale.Unit));
        Assert.True(units * scale.Unit <= budget);
    }

    [Fact]
    public void What_keeps_either_kind_of_data_is_tried_on_disk_too()
    {
        var tried = Rank(Workstation).Fitting.Select(fits => fits.Spec.ToString()).ToList();
        Assert.Contains(tried, spec => spec.StartsWith("unit-sizes ") && spec.EndsWith("--storage disk"));
        Assert.Contains(tried, spec => spec.StartsWith("mixed ") && spec.EndsWith("--storage disk"));
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

    private static Ranking Rank(Machine machine) => new Planner(machine, Patience).Rank();

    private static long Unit(ScheduleSpec spec) =>
        spec.Parameters(ParameterKind.DependencyUnits).FirstOrDefault() is { } units ? 400 / spec.Number(units)
        : spec.Family.KeepsDependencies ? 400
        : 80;
}
