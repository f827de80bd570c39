namespace Schedules.Interop.Tests;

/// <summary>The optimal schedule says whether it comes from its own table or from the one of
/// H-Revolve.</summary>
public class OptimalTests
{
    private static readonly int[] Many = [60, 60];

    [Fact]
    public void A_schedule_from_its_own_table_is_called_optimal()
    {
        Assert.Equal("optimal", CheckpointSchedule.Optimal(200, [3, 3]).Name);
    }

    [Fact]
    public void Where_the_table_would_be_too_large_and_h_revolve_is_optimal_its_schedule_is_taken()
    {
        var schedule = CheckpointSchedule.Optimal(5000, Many);
        Assert.Equal("optimal, by h-revolve", schedule.Name);
        Assert.Equal(CheckpointSchedule.HRevolve(5000, Many), schedule);
    }

    [Fact]
    public void Where_costs_fall_with_the_level_there_is_no_such_way_out()
    {
        var falling = new CostModel(write: [0, 4, 2], read: [0, 4, 2]);
        int[] slots = [1, 300, 300];
        Assert.Equal("optimal, by h-revolve", CheckpointSchedule.Optimal(2000, slots).Name);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            "slots",
            () => CheckpointSchedule.Optimal(2000, slots, falling)
        );
        Assert.Contains("at most 33554432 entries", refused.Message);
    }

    [Fact]
    public void At_costs_that_fall_with_the_level_it_costs_less_than_h_revolve()
    {
        var falling = new CostModel(write: [0, 8, 1], read: [0, 8, 1]);
        int[] slots = [1, 2, 2];
        Assert.True(
            CheckpointSchedule.Optimal(100, slots, falling).Cost(falling)
                < CheckpointSchedule.HRevolve(100, slots, costs: falling).Cost(falling)
        );
    }
}
