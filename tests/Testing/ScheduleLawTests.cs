using Schedules.Interop;

namespace Schedules.Testing.Tests;

public class ScheduleLawTests
{
    [Fact]
    public void All_families_keep_the_laws()
    {
        var families = Generators.Schedules(12).Sample(200).Select(spec => spec.Family.Name).ToHashSet();
        Assert.Equal(ScheduleFamily.All.Count, families.Count);
        Generators.Schedules(12).ForAll(spec => Laws.Schedule(spec.Build()), tests: 200);
        Generators.Schedules(12).ForAll(spec => Laws.Vocabulary(spec.Build()), tests: 200);
        Generators.Schedules(5).ForAll(spec => Laws.Recovery(spec.Build()), tests: 60);
    }

    [Fact]
    public void A_schedule_without_a_number_of_steps_keeps_them_with_several()
    {
        Laws.Schedule(CheckpointSchedule.TwoLevel(3, 1));
        Laws.Vocabulary(CheckpointSchedule.Online(OnlinePolicy.Dynamic, 2));
        Laws.Recovery(CheckpointSchedule.PeriodicDisk(4));
    }

    [Fact]
    public void Whatever_is_lost_in_a_crash_a_schedule_is_recovered()
    {
        var schedule = CheckpointSchedule.HRevolve(9, 2, 2);
        Generators
            .LossyCrashes(schedule, Storage.Ram, Storage.Disk)
            .ForAll(crash => Laws.Schedule(schedule.Recover(crash)));
    }

    [Fact]
    public void A_law_of_ones_own_is_shrunk()
    {
        var error = Assert.Throws<LawException>(() =>
            Generators.Schedules(30).ForAll(spec => Assert.True(spec.Build().Steps < 9))
        );
        Assert.Contains("steps=9", error.Counterexample, StringComparison.Ordinal);
        Assert.NotNull(CheckpointSchedule.Parse(error.Counterexample));
    }

    [Fact]
    public void The_same_seed_gives_the_same_values()
    {
        static IEnumerable<string> Texts(int seed) =>
            Generators.Schedules(30).Sample(20, seed).Select(spec => $"{spec}");
        Assert.Equal(Texts(5), Texts(5));
        Assert.NotEqual(Texts(5), Texts(6));
    }
}
