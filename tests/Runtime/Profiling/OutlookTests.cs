using Schedules.Interop;

namespace Schedules.Runtime.Tests.Profiling;

/// <summary>What remains by the prediction, at a cost that is bounded.</summary>
public sealed class OutlookTests
{
    private static readonly Machine Machine = new()
    {
        Advance = 1,
        Record = 1.5,
        Reverse = 4,
        Levels = [new(0.1, 0.2), new(9, 7)],
    };

    [Fact]
    public void Of_a_short_schedule_it_is_known_at_once_and_for_each_action()
    {
        var schedule = CheckpointSchedule.Multistage(50, 2, 4);
        var starts = schedule.Starts(Machine).ToList();
        Assert.Equal(schedule.Count() + 1, starts.Count);
        var outlook = Of(schedule);
        for (var actions = 0; actions < starts.Count; actions++)
            Assert.Equal(starts[^1] - starts[actions], outlook.Remaining(actions, Machine)!.Value, 1e-9);
        Assert.Equal(0, outlook.Remaining(starts.Count, Machine));
        var half = 0.5 * (starts[3] + starts[4]);
        Assert.Equal(starts[^1] - half, outlook.Remaining(3.5, Machine)!.Value, 1e-9);
    }

    [Fact]
    public void Of_a_long_schedule_it_takes_some_reports_and_no_more_memory()
    {
        var schedule = CheckpointSchedule.Multistage(20_000, 2, 4);
        var starts = schedule.Starts(Machine).ToList();
        var outlook = Of(schedule);
        var reports = 0;
        while (outlook.Remaining(0, Machine) is null)
            reports++;
        Assert.Equal(starts.Count / 8192, reports);
        Assert.True(reports > 3);
        // Of some actions, between two of which it goes on evenly.
        for (var actions = 0; actions < starts.Count; actions += 203)
            Assert.Equal(starts[^1] - starts[actions], outlook.Remaining(actions, Machine)!.Value, starts[^1] / 500);
    }

    /// <summary>As the machine is measured, the next pass takes what is known by then.</summary>
    [Fact]
    public void It_follows_the_machine()
    {
        var schedule = CheckpointSchedule.Revolve(30, 3);
        var outlook = Of(schedule);
        var before = outlook.Remaining(0, Machine)!.Value;
        var slower = Machine with { Reverse = 2 * Machine.Reverse };
        Assert.Equal(before + (30 * Machine.Reverse), outlook.Remaining(0, slower)!.Value, 1e-9);
    }

    private static Outlook Of(CheckpointSchedule schedule) => new(new(schedule, 1, new RunOptions()));
}
