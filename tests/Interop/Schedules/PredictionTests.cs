namespace Schedules.Interop.Tests;

/// <summary>What is predicted from the parameters is what the referee counts over
/// the actions.</summary>
public class PredictionTests
{
    private const int Longest = 30;

    private static readonly CostModel Costs = new(3, 5, [7, 11, 13], [17, 19, 23]);

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_prediction_is_what_the_referee_counts(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, Longest))
        foreach (var adjoints in Families.Permitted(schedule))
            Assert.True(
                schedule.Predict(adjoints) == schedule.Verify(adjoints).Counts,
                $"{label}, {adjoints} adjoints: {schedule.Predict(adjoints)}, {schedule.Verify(adjoints).Counts}"
            );
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void Without_a_number_of_adjoints_one_is_predicted_or_none_if_none_is_permitted(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, Longest))
            Assert.True(schedule.Predict() == schedule.Predict(schedule.Adjoints ?? 1), label);
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_cost_is_the_makespan_of_what_the_referee_counts(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, Longest))
        {
            var counts = schedule.Verify().Counts;
            Assert.True(schedule.Cost(Costs) == Makespan(counts), label);
            Assert.True(schedule.Cost() == counts.Makespan(schedule.Costs), label);
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_ratio_of_recomputation_is_forward_steps_by_steps(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
        {
            var profile = schedule.Verify();
            var steps = schedule.Steps!.Value;
            Assert.True(profile.Steps == steps && profile.Actions == schedule.Count(), label);
            Assert.True(profile.Counts.RecomputationRatio(steps) == (double)profile.Counts.ForwardSteps / steps, label);
        }
    }

    [Fact]
    public void Counts_are_equal_by_value_and_differ_if_they_differ()
    {
        var one = CheckpointSchedule.Revolve(10, 3);
        Assert.Equal(one.Predict(), CheckpointSchedule.Revolve(10, 3).Predict());
        Assert.Equal(one.Predict().GetHashCode(), CheckpointSchedule.Revolve(10, 3).Predict().GetHashCode());
        Assert.NotEqual(one.Predict(), CheckpointSchedule.Revolve(10, 2).Predict());
    }

    [Fact]
    public void A_storage_that_is_not_used_counts_nothing()
    {
        var profile = CheckpointSchedule.Revolve(10, 3).Verify();
        Assert.Equal(default, profile.Counts.On(Storage.Disk));
        Assert.Equal(default, profile.Counts.On((Storage)9));
        Assert.Equal(0, profile.Peak(Storage.Disk));
        Assert.Equal(3, profile.Peak(Storage.Ram));
        Assert.Equal(1, profile.WorkPeak);
    }

    private static double Makespan(Counts counts) =>
        3 * (counts.ForwardSteps - counts.RecordedSteps)
        + 5 * counts.ReversedSteps
        + counts.Levels.Sum(level =>
            counts.On(level).Writes * (7 + 4 * Math.Min((int)level, 1) + 2 * Math.Max((int)level - 1, 0))
            + counts.On(level).Reads * (17 + 2 * Math.Min((int)level, 1) + 4 * Math.Max((int)level - 1, 0))
        );
}
