using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>The period of a schedule can be asked for without the schedule.</summary>
public class DiskPeriodTests
{
    private static readonly (DiskPeriod Facade, Core.DiskPeriod Core)[] Rules =
    [
        (DiskPeriod.OneRead, Core.DiskPeriod.OneRead),
        (DiskPeriod.Searched, Core.DiskPeriod.Searched),
        (DiskPeriod.ClosedFormula, Core.DiskPeriod.ClosedFormula),
        (DiskPeriod.Given(7), Core.DiskPeriod.NewGiven(7)),
    ];

    [Fact]
    public void The_period_is_the_one_of_the_core()
    {
        var costs = new CostModel(2, 1, [0, 30], [0, 10]);
        var core = Core.CostModelModule.create(2, 1, [0.0, 30], [0.0, 10]).ResultValue;
        foreach (var rule in Rules)
        foreach (var slots in (int[])[1, 2, 5])
        foreach (var oneRead in (bool[])[false, true])
        {
            Assert.Equal(
                Core.PeriodicDiskRevolve.period(rule.Core, slots, oneRead, core).ResultValue,
                rule.Facade.For(slots, oneRead, costs)
            );
            Assert.Equal(
                Core.PeriodicDiskRevolve.period(rule.Core, slots, oneRead, Core.CostModelModule.standard).ResultValue,
                rule.Facade.For(slots, oneRead)
            );
        }
    }

    [Fact]
    public void A_schedule_writes_to_the_disk_each_so_many_steps()
    {
        foreach (var (rule, _) in Rules)
        {
            var period = rule.For(snapshotsInRam: 3);
            var onDisk = CheckpointSchedule
                .PeriodicDiskRevolve(100, 3, rule)
                .OfType<Forward>()
                .Where(action => action.Storage == Storage.Disk)
                .Select(action => action.N0);
            var expected = Enumerable.Range(0, 100).Select(k => k * period).TakeWhile(step => 99 - step > period);
            Assert.Equal(expected, onDisk);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_rule_the_period_is_searched_or_the_one_for_one_read(bool oneReadDisk)
    {
        var costs = new CostModel(write: [0, 30], read: [0, 10]);
        var rule = oneReadDisk ? DiskPeriod.OneRead : DiskPeriod.Searched;
        var other = oneReadDisk ? DiskPeriod.Searched : DiskPeriod.OneRead;
        CheckpointSchedule Of(DiskPeriod? period) =>
            CheckpointSchedule.PeriodicDiskRevolve(300, 2, period, oneReadDisk, costs: costs);
        Assert.Equal(Of(rule), Of(null));
        Assert.NotEqual(Of(other), Of(null));
    }

    [Fact]
    public void A_rule_prints_its_name_and_a_given_period()
    {
        Assert.Equal(["OneRead", "Searched", "ClosedFormula", "Given 7"], Rules.Select(rule => $"{rule.Facade}"));
    }
}
