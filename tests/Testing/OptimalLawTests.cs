using Schedules.Interop;

namespace Schedules.Testing.Tests;

public class OptimalLawTests
{
    private static CheckpointSchedule Optimal(Problem problem) =>
        CheckpointSchedule.Optimal(problem.Steps, problem.Slots, problem.Costs);

    [Fact]
    public void The_optimal_family_is_optimal()
    {
        Laws.Optimal(Optimal);
        Laws.Optimal(Optimal, maxSteps: 4, maxLevels: 3, tests: 30);
        Laws.LeastCost(problem => Optimal(problem).Cost());
    }

    [Fact]
    public void A_family_that_is_optimal_for_some_costs_only_is_found()
    {
        var error = Assert.Throws<LawException>(() =>
            Laws.Optimal(problem => CheckpointSchedule.HRevolve(problem.Steps, problem.Slots, costs: problem.Costs))
        );
        Assert.Equal("no schedule costs less", error.Law);
        Assert.StartsWith("steps=", error.Counterexample, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_that_is_not_valid_is_found()
    {
        var error = Assert.Throws<LawException>(() => Laws.Optimal(problem => Optimal(problem).SkipLast(1)));
        Assert.StartsWith("steps=1 slots=1", error.Counterexample, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_cost_that_is_claimed_and_is_not_the_least_is_found(double difference)
    {
        var error = Assert.Throws<LawException>(() =>
            Laws.LeastCost(problem => Optimal(problem).Cost() + (problem.Steps < 4 ? 0 : difference))
        );
        Assert.StartsWith("steps=4 slots=1 uf=1 ub=1 write=0 read=0", error.Counterexample, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, double.PositiveInfinity)]
    [InlineData(4, 2, 8)]
    [InlineData(4, 3, 7)]
    public void The_search_finds_what_is_known(int steps, int slots, double least) =>
        Assert.Equal(least, ExhaustiveSearch.LeastMakespan(steps, [slots], new(1, 1, [0], [0])));

    [Fact]
    public void The_search_beside_a_channel_finds_what_is_known()
    {
        Assert.Equal(1, ExhaustiveSearch.LeastOverlapped(1, 0, 1));
        Assert.Null(ExhaustiveSearch.LeastOverlapped(2, 0, 1));
    }

    [Theory]
    [InlineData(2, 1, 15)]
    [InlineData(2, 2, 17)]
    [InlineData(2, 4, 19)]
    [InlineData(3, 1, 15)]
    [InlineData(3, 2, 16)]
    [InlineData(3, 4, 18)]
    public void Of_eight_steps_the_least_time_is_known(int slots, int transfer, int least) =>
        Assert.Equal(least, ExhaustiveSearch.LeastOverlapped(8, slots, transfer));

    [Fact]
    public void Its_arguments_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => ExhaustiveSearch.LeastMakespan(16, [1]));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => ExhaustiveSearch.LeastMakespan(3, [1, 1, 1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => ExhaustiveSearch.LeastMakespan(3, [-1]));
        Assert.Throws<ArgumentOutOfRangeException>("transfer", () => ExhaustiveSearch.LeastOverlapped(3, 1, 0));
    }
}
