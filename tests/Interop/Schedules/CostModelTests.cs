namespace Schedules.Interop.Tests;

/// <summary>Costs by level; a level deeper than those given costs as much as the last
/// one given.</summary>
public class CostModelTests
{
    [Fact]
    public void The_standard_costs_are_one_a_step_and_two_below_ram()
    {
        var model = CostModel.Standard;
        Assert.Equal((1, 1), (model.Uf, model.Ub));
        Assert.Equal((0, 2, 2), (model.Write(Storage.Ram), model.Write(Storage.Disk), model.Write((Storage)9)));
        Assert.Equal((0, 2, 2), (model.Read(Storage.Ram), model.Read(Storage.Disk), model.Read((Storage)9)));
    }

    [Fact]
    public void Each_cost_is_the_one_given()
    {
        var model = new CostModel(uf: 2, ub: 3, write: [4, 5], read: [6, 7, 8]);
        Assert.Equal((2, 3), (model.Uf, model.Ub));
        Assert.Equal((4, 5, 5), (model.Write(Storage.Ram), model.Write(Storage.Disk), model.Write((Storage)2)));
        Assert.Equal((6, 7, 8), (model.Read(Storage.Ram), model.Read(Storage.Disk), model.Read((Storage)2)));
    }

    [Fact]
    public void A_list_changed_afterwards_does_not_change_the_costs()
    {
        double[] write = [1, 2];
        var model = new CostModel(write: write);
        write[0] = -1;
        Assert.Equal(1, model.Write(Storage.Ram));
    }

    [Fact]
    public void Each_cost_makes_a_difference_to_the_makespan()
    {
        var schedule = CheckpointSchedule.Multistage(steps: 20, snapshotsInRam: 1, snapshotsOnDisk: 1);
        CostModel[] models =
        [
            new(),
            new(uf: 2),
            new(ub: 3),
            new(write: [0, 5]),
            new(write: [7, 2]),
            new(read: [0, 11]),
            new(read: [13, 2]),
        ];
        Assert.Equal(models.Length, models.Select(schedule.Cost).Distinct().Count());
    }
}
