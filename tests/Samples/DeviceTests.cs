using Schedules.Interop;
using Schedules.Samples.Device;

namespace Schedules.Samples.Tests;

/// <summary>Samples that need packages of others, run as they are.</summary>
public sealed class DeviceTests
{
    [Fact]
    public void Checkpoints_go_down_three_levels_and_come_back_with_the_same_bits()
    {
        var told = new StringWriter();
        Assert.True(ThreeLevels.Run(told));
        Assert.Contains("level 0: DeviceStore 19 written", told.ToString());
        Assert.Contains("level 1: MemoryStore  8 written  8 read", told.ToString());
        Assert.Contains("level 2: DiskStore    4 written  4 read", told.ToString());
        Assert.Contains("16 between the device and other levels", told.ToString());
    }

    [Theory]
    [InlineData(10, 5, 1, 1)]
    [InlineData(60, 5, 3, 4)]
    [InlineData(120, 3, 1, 1)]
    public void The_schedule_is_right_and_no_level_holds_more_than_it_may(long steps, long each, int device, int host)
    {
        var referee = new RefereeOptions
        {
            Steps = steps,
            Limits = new Dictionary<Storage, long> { [Storage.Ram] = device, [Storage.Disk] = host },
        };
        var verdict = Referee.Verify(Spilling.Actions(steps, each, device, host), referee);
        Assert.Equal(steps, verdict.Counts.ReversedSteps);
    }
}
