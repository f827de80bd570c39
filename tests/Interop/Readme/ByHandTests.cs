namespace Schedules.Interop.Tests.Readme;

/// <summary>The loop that the README shows, copied: a right gradient, or none.</summary>
public sealed class ByHandTests
{
    private const long Steps = 25;

    private static readonly CheckpointSchedule[] All =
    [
        CheckpointSchedule.Revolve(Steps, 1),
        CheckpointSchedule.Revolve(Steps, 3),
        CheckpointSchedule.Multistage(Steps, 2, 3),
        CheckpointSchedule.HRevolve(Steps, 2, 3),
        CheckpointSchedule.DiskRevolve(Steps, 2),
        CheckpointSchedule.SingleMemory().WithSteps(Steps),
        CheckpointSchedule.TwoLevel(10, 2).WithSteps(Steps),
        CheckpointSchedule.TwoLevel(10, 2, Storage.Ram).WithSteps(Steps),
        CheckpointSchedule.PeriodicDisk(10).WithSteps(Steps),
        .. Enum.GetValues<OnlinePolicy>()
            .SelectMany(policy =>
                new[] { 2, 3, 7 }.Select(slots => CheckpointSchedule.Online(policy, slots).WithSteps(Steps))
            ),
    ];

    public static TheoryData<CheckpointSchedule> CarriedOut => [.. All];

    public static TheoryData<CheckpointSchedule> Refused { get; } =
    [
        CheckpointSchedule.SingleDisk().WithSteps(Steps),
        CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
        CheckpointSchedule.Mixed(Steps, 3),
    ];

    [Theory]
    [MemberData(nameof(CarriedOut), DisableDiscoveryEnumeration = true)]
    public void The_gradient_is_the_true_one(CheckpointSchedule schedule)
    {
        var (x, truth) = (1.0, 1.0);
        for (var step = 0; step < Steps; step++)
        {
            truth *= 1 + 2 * 0.01 * x;
            x += 0.01 * x * x;
        }
        Assert.Equal(truth, ByHand.Gradient(schedule), 1e-12);
    }

    [Fact]
    public void Among_them_are_schedules_that_delete_and_that_go_past_the_end()
    {
        var actions = All.SelectMany(schedule => schedule).ToList();
        Assert.Contains(actions, action => action is Move { To: Storage.None });
        Assert.Contains(actions, action => action is Forward { N1: > Steps });
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_it_cannot_carry_out_it_refuses(CheckpointSchedule schedule) =>
        Assert.Throws<NotSupportedException>(() => ByHand.Gradient(schedule));
}
