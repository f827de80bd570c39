namespace Schedules.Interop.Tests;

/// <summary>The building of a long table can be followed and stopped.</summary>
public class BuildOptionsTests
{
    private const int Steps = 3000;

    private static readonly Dictionary<string, Func<BuildOptions, CheckpointSchedule>> Factories = new()
    {
        ["HRevolve, two levels"] = building => CheckpointSchedule.HRevolve(Steps, 2, 2, options: building),
        ["HRevolve"] = building => CheckpointSchedule.HRevolve(Steps, [1, 1, 1], options: building),
        ["DiskRevolve"] = building => CheckpointSchedule.DiskRevolve(Steps, 2, options: building),
        ["OneDRevolve"] = building => CheckpointSchedule.OneDRevolve(Steps, 2, options: building),
        ["PeriodicDiskRevolve"] = building => CheckpointSchedule.PeriodicDiskRevolve(Steps, 2, options: building),
        ["Optimal"] = building => CheckpointSchedule.Optimal(Steps, [1, 1], options: building),
    };

    public static TheoryData<string> All => [.. Factories.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_building_that_is_cancelled_before_it_begins_throws(string factory)
    {
        var building = new BuildOptions { Cancellation = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => Factories[factory](building));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Progress_rises_from_0_to_1_or_about(string factory)
    {
        var progress = new Parts();
        Assert.Equal(Steps, Factories[factory](new() { Progress = progress }).Steps);
        Assert.All(progress.Told, part => Assert.InRange(part, 0, 1));
        Assert.InRange(progress.Told[^1], 0.99, 1);
    }

    [Fact]
    public void The_progress_of_a_long_table_is_told_many_times_and_never_falls()
    {
        var progress = new Parts();
        CheckpointSchedule.HRevolve(20_000, [5, 5], options: new() { Progress = progress });
        Assert.True(progress.Told.Count > 20, $"{progress.Told.Count}");
        Assert.Equal(progress.Told.Order(), progress.Told);
        Assert.Contains(progress.Told, part => part is > 0.1 and < 0.9);
    }

    [Fact]
    public void A_building_that_is_cancelled_on_the_way_throws_and_goes_no_further()
    {
        using var source = new CancellationTokenSource();
        var progress = new Parts(part =>
        {
            if (part > 0.2)
                source.Cancel();
        });
        var building = new BuildOptions { Cancellation = source.Token, Progress = progress };
        var thrown = Assert.Throws<OperationCanceledException>(() =>
            CheckpointSchedule.HRevolve(20_000, [5, 5], options: building)
        );
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.InRange(progress.Told[^1], 0.2, 0.6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_schedule_is_the_same_whether_its_building_is_followed_or_not(string factory)
    {
        using var source = new CancellationTokenSource();
        var followed = Factories[factory](new() { Cancellation = source.Token, Progress = new Parts() });
        Assert.Equal(Factories[factory](new()), followed);
    }

    private sealed class Parts(Action<double>? then = null) : IProgress<double>
    {
        public List<double> Told { get; } = [];

        public void Report(double value)
        {
            Told.Add(value);
            then?.Invoke(value);
        }
    }
}
