namespace Schedules.Interop.Tests;

public class QuantitiesTests
{
    [Fact]
    public void Mixed_steps_are_those_that_a_mixed_schedule_takes()
    {
        for (var steps = 1; steps < 30; steps++)
        {
            for (var snapshots = 1; snapshots < 8; snapshots++)
            {
                var taken = CheckpointSchedule.Mixed(steps, snapshots).Verify().Counts.ForwardSteps;
                Assert.Equal(taken, Quantities.MixedSteps(steps, snapshots));
                Assert.Equal(taken, Quantities.UnitSizesSteps(steps, snapshots, 1, 1));
            }
        }

        Assert.Null(Quantities.MixedSteps(2, 0));
        Assert.Null(Quantities.UnitSizesSteps(3, 1, restartUnits: 2, dependencyUnits: 2));
    }

    [Fact]
    public void The_weights_say_which_positions_are_in_RAM()
    {
        Assert.Equal([4, 7, 10, 13], Quantities.MultistageWeights(25, 3, 1));
        Assert.Equal([Storage.Disk, Storage.Ram, Storage.Ram, Storage.Ram], Quantities.MultistagePlacement(25, 3, 1));
    }

    [Fact]
    public void A_schedule_tells_its_period_where_it_has_one()
    {
        Assert.Equal(7, CheckpointSchedule.PeriodicDisk(7).Period);
        Assert.Equal(9, CheckpointSchedule.TwoLevel(9, 2).Period);
        Assert.Equal(5, CheckpointSchedule.PeriodicDiskRevolve(100, 3, DiskPeriod.Given(5)).Period);
        Assert.Equal(DiskPeriod.Searched.For(snapshotsInRam: 3), CheckpointSchedule.PeriodicDiskRevolve(100, 3).Period);
        Assert.Null(CheckpointSchedule.Revolve(9, 3).Period);
    }

    [Fact]
    public void Tables_are_lines_of_names_and_values()
    {
        Assert.Contains("beta(3,2) = 10", Tables.Beta(3, 2));
        Assert.Contains("t(50,7) = 105", Tables.Binomial(50, 7));
        Assert.Contains("M(4,1) = 9", Tables.Mixed(4, 1));
        Assert.Contains("P[0](3,1) = 10", Tables.HRevolve(4, [1, 2]));
        Assert.Contains("O0(3) = 10", Tables.DiskRevolve(4, 1));
        Assert.Contains("N(4) = 10", Tables.Optimal(4, [1]));
        Assert.Contains("M(4,1) = 9", Tables.UnitSizes(4, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => Tables.Optimal(4, [0]));
        Assert.Throws<ArgumentOutOfRangeException>("units", () => Tables.UnitSizes(4, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => Tables.Beta(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Tables.Binomial(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("snapshots", () => Tables.Mixed(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("slots", () => Tables.HRevolve(2, [0]));
        Assert.Throws<ArgumentOutOfRangeException>("snapshotsInRam", () => Tables.DiskRevolve(2, 0));
    }

    [Fact]
    public void The_referee_is_told_how_large_data_are_and_what_restarts()
    {
        var schedule = CheckpointSchedule.UnitSizes(9, 7, restartUnits: 2, dependencyUnits: 3, stifflyAccurate: true);
        var options = new RefereeOptions
        {
            Steps = 9,
            RestartUnits = 2,
            DependencyUnits = 3,
            StifflyAccurate = true,
            Limits = new Dictionary<Storage, long> { [Storage.Ram] = 7 },
        };
        Assert.Equal(schedule.Predict(), Referee.Verify(schedule, options).Counts);
        Assert.NotNull(Referee.FindViolation(schedule, new() { Steps = 9 }));
        Assert.Throws<ArgumentOutOfRangeException>("RestartUnits", () => new RefereeOptions { RestartUnits = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(
            "DependencyUnits",
            () => new RefereeOptions { DependencyUnits = -1 }
        );
    }
}
