using Schedules.Testing;
using Schedules.Tests;

namespace Schedules.Interop.Tests;

public sealed class RecoverTests
{
    public static TheoryData<string> All => Families.All;

    [Theory]
    [Trait(Campaign.Trait, "families")]
    [MemberData(nameof(All))]
    public void From_every_crash_a_valid_schedule_completes_the_calculation(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, Campaign.Of(sample: 4, full: 5)))
        foreach (var site in Crashes.Every(schedule, Storage.Disk))
        {
            var recovered = schedule.Recover(site);
            Check(schedule, recovered, site, $"{label}, after {site.Actions} actions, {site.Reversed} reversed");
        }
    }

    [Fact]
    public void A_recovered_schedule_is_recovered_in_its_turn()
    {
        var schedule = CheckpointSchedule.HRevolve(12, 1, 3);
        foreach (var site in Crashes.Every(schedule, Storage.Disk))
        {
            var recovered = schedule.Recover(site);
            foreach (var second in Crashes.Every(recovered, Storage.Disk))
            {
                var (again, label) = (recovered.Recover(second), $"{site} then {second}");
                Check(recovered, again, second, label);
                Check(schedule, again, second, label);
            }
        }
    }

    [Fact]
    public void It_says_where_it_begins_and_with_what()
    {
        var schedule = CheckpointSchedule.Multistage(10, 0, 3);
        Assert.False(schedule.IsRecovered);
        Assert.Empty(schedule.StartsWith);

        var site = Crashes.Every(schedule, Storage.Disk).Last(site => site.Reversed == 2);
        var recovered = schedule.Recover(site);
        Assert.True(recovered.IsRecovered);
        Assert.NotEmpty(recovered.StartsWith);
        Assert.Subset(
            site.Survivors.Select(survivor => (survivor.Level, survivor.Step)).ToHashSet(),
            recovered.StartsWith.Select(kept => (kept.Level, kept.Step)).ToHashSet()
        );
        var run = recovered.Start();
        Assert.Equal((0, 2, 10), (run.N, run.R, run.MaxN));
        Assert.Equal(recovered.StartsWith.Reverse(), Judge.For(recovered).Contents);
        Assert.Equal(schedule.Name, recovered.Name);
        Assert.Equal(10, recovered.Steps);
        Assert.DoesNotContain(EndForward(), recovered);
    }

    [Fact]
    public void Further_adjoint_calculations_stay_possible_where_the_sweep_survives()
    {
        var schedule = CheckpointSchedule.TwoLevel(3, 1, Storage.Ram).WithSteps(10);
        var site = Crashes.Every(schedule, Storage.Disk).Last(site => site.Reversed == 5);
        var recovered = schedule.Recover(site);
        Assert.Null(recovered.Adjoints);
        Assert.Equal(25, recovered.Verify(3).Counts.ReversedSteps);
        Assert.Equal(recovered.Verify(3).Counts, recovered.Predict(3));
        Assert.Throws<ArgumentOutOfRangeException>("adjoints", () => recovered.Predict(0));
        Assert.Empty(recovered.Actions(0));

        var lost = site with { Survivors = [.. site.Survivors.Where(survivor => survivor.Step != 9)] };
        Assert.Equal(1, schedule.Recover(lost).Adjoints);
        Assert.Equal(5, schedule.Recover(lost).Verify().Counts.ReversedSteps);
    }

    [Fact]
    public void While_the_length_is_not_known_the_sweep_goes_on_and_is_told_it()
    {
        var schedule = CheckpointSchedule.PeriodicDisk(4);
        var site = new InterruptedRun
        {
            Actions = 3,
            Survivors =
            [
                new(Storage.Disk, 0, true, false, 0),
                new(Storage.Disk, 4, true, false, 1),
                new(Storage.Disk, 8, true, false, 2),
            ],
        };
        var recovered = schedule.Recover(site);
        Assert.True(recovered.IsOnline);
        Assert.Null(recovered.Steps);
        var run = recovered.Start();
        Assert.True(run.MoveNext());
        Assert.Equal(new Copy(8, Storage.Disk, Storage.Work), run.Current);
        Assert.True(run.MoveNext());
        Assert.Equal(new Forward(8, 12, false, false, Storage.Work), run.Current);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => run.SetLength(8));
        run.SetLength(10);
        var rest = run.ToList();
        Assert.Equal(EndForward(), rest[0]);
        Assert.Equal(rest, recovered.WithSteps(10).Skip(2));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => recovered.WithSteps(8));
    }

    [Fact]
    public void What_cannot_be_is_refused_by_its_name()
    {
        var schedule = CheckpointSchedule.Multistage(10, 0, 3);
        var site = Crashes.Every(schedule, Storage.Disk).Last(site => site.Reversed == 2);
        var first = site.Survivors.First();
        Assert.Throws<ArgumentNullException>("site", () => schedule.Recover(null!));
        Refused("actions", site with { Actions = -1 });
        Refused("actions", site with { Actions = 1000 });
        Refused("steps", site with { Steps = 9 });
        Refused("reversed", site with { Reversed = -1 });
        Refused("reversed", site with { Reversed = 10 });
        Refused("level", site with { Survivors = [first with { Level = Storage.Work }] });
        Refused("step", site with { Survivors = [first with { Step = -1 }] });
        Refused("index", site with { Survivors = [first with { Index = 1000 }] });
        Refused("index", site with { Survivors = [first with { Index = -2 }] });
        Refused("survivors", site with { Survivors = [first, first] });
        Refused("survivors", site with { Survivors = [first with { Step = first.Step + 1 }] });
        Refused("survivors", site with { Survivors = [first with { HasDependencies = true }] });
        Refused("survivors", site with { Survivors = [first with { HasRestartData = false }] });

        void Refused(string parameter, InterruptedRun wrong) =>
            Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => schedule.Recover(wrong)).ParamName);
    }

    private static EndForward EndForward() => (EndForward)CheckpointSchedule.Revolve(1, 1).First(a => a is EndForward);

    private static void Check(CheckpointSchedule whole, CheckpointSchedule recovered, InterruptedRun site, string label)
    {
        var actions = recovered.ToList();
        Assert.True(Referee.FindViolation(recovered) is null, $"{label}: {Referee.FindViolation(recovered)}");
        Assert.True(recovered.Predict() == recovered.Verify().Counts, label);
        Assert.True(recovered.Verify().Counts == Referee.Verify(actions, recovered.RefereeOptions).Counts, label);
        Assert.True(actions.Count == Referee.Timeline(recovered).Count(), label);
        Assert.True(actions.OfType<EndForward>().Count() == (site.Reversed == 0 ? 1 : 0), label);
        var text = recovered.ToJson();
        foreach (var read in (CheckpointSchedule[])[CheckpointSchedule.FromJson(text), whole.RestFromJson(text)])
        {
            Assert.True(text == read.ToJson(), label);
            Assert.True(actions.SequenceEqual(read), label);
            Assert.True(recovered.StartsWith.SequenceEqual(read.StartsWith), label);
            Assert.True(recovered.Cost().Equals(read.Cost()), label);
        }
    }
}
