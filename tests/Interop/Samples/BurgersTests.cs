using Schedules.Runtime;
using Schedules.Samples.Burgers;

namespace Schedules.Interop.Tests.Samples;

/// <summary>The sample computes a gradient for real: the same bits under every schedule, right, and
/// leaving no files.</summary>
public sealed class BurgersTests : IDisposable
{
    private const int Steps = 12;
    private static readonly double[] Control = Controls.Wave(20);
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("burgers-tests-");

    public void Dispose() => directory.Delete(recursive: true);

    public static IEnumerable<object[]> Schedules =>
        from schedule in (CheckpointSchedule[])
            [
                CheckpointSchedule.SingleMemory(),
                CheckpointSchedule.SingleMemory().WithSteps(Steps),
                CheckpointSchedule.SingleDisk(moveData: false),
                CheckpointSchedule.SingleDisk(moveData: true),
                CheckpointSchedule.Revolve(Steps, 1),
                CheckpointSchedule.Revolve(Steps, 3),
                CheckpointSchedule.Revolve(Steps, 100),
                CheckpointSchedule.Multistage(Steps, 1, 2),
                CheckpointSchedule.Multistage(Steps, 0, 4, Trajectory.Revolve),
                CheckpointSchedule.TwoLevel(5, 2, Storage.Ram),
                CheckpointSchedule.TwoLevel(7, 1, Storage.Disk, Trajectory.Largest),
                CheckpointSchedule.TwoLevel(100, 3, (Storage)2),
                CheckpointSchedule.PeriodicDisk(1),
                CheckpointSchedule.PeriodicDisk(5),
                CheckpointSchedule.PeriodicDisk(100),
                CheckpointSchedule.Mixed(Steps, 3),
                CheckpointSchedule.Mixed(Steps, 4, Storage.Disk),
                CheckpointSchedule.UnitSizes(Steps, 7, restartUnits: 2, dependencyUnits: 3),
                CheckpointSchedule.HRevolve(Steps, 1, 2),
                CheckpointSchedule.HRevolve(Steps, [1, 1, 1]),
                CheckpointSchedule.DiskRevolve(Steps, 1),
                CheckpointSchedule.DiskRevolve(Steps, 1, oneReadDisk: true),
                CheckpointSchedule.OneDRevolve(Steps, 1),
                CheckpointSchedule.PeriodicDiskRevolve(Steps, 1),
                CheckpointSchedule.Optimal(Steps, [1, 1]),
                CheckpointSchedule.Online(OnlinePolicy.R2, 3),
                CheckpointSchedule.Online(OnlinePolicy.Dynamic, 2, Storage.Disk),
                CheckpointSchedule.Online(OnlinePolicy.Greedy, 2),
            ]
        select new object[] { schedule };

    private RunOptions Options => new() { Directory = directory.FullName };

    private static double[] Reference =>
        GradientRun.Compute(CheckpointSchedule.SingleMemory(), Steps, Control).Gradient!;

    [Theory]
    [MemberData(nameof(Schedules))]
    public void The_gradient_has_the_same_bits_under_every_schedule(CheckpointSchedule schedule)
    {
        var gradient = GradientRun.Compute(schedule, Steps, Control, Options).Gradient!;
        Assert.Equal(Reference.Select(BitConverter.DoubleToInt64Bits), gradient.Select(BitConverter.DoubleToInt64Bits));
        Assert.Empty(directory.EnumerateFileSystemInfos());
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void What_is_done_is_what_was_predicted(CheckpointSchedule schedule)
    {
        var counted = GradientRun.Compute(schedule, Steps, Control, Options).Profile.Counts;
        var predicted = schedule.WithSteps(Steps).Predict();
        Assert.Equal(predicted, counted);
        Assert.Equal(predicted.Makespan(), counted.Makespan());
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void No_files_are_left_wherever_it_fails(CheckpointSchedule schedule)
    {
        var actions = schedule.WithSteps(Steps).Count();
        for (var failing = 0; failing < actions; failing++)
        {
            var left = failing;
            var options = Options with
            {
                BeforeAction = _ =>
                {
                    if (left-- == 0)
                        throw new InvalidOperationException("on purpose");
                },
            };
            var thrown = Assert.Throws<InvalidOperationException>(() =>
                GradientRun.Compute(schedule, Steps, Control, options)
            );
            Assert.Equal("on purpose", thrown.Message);
            Assert.Empty(directory.EnumerateFileSystemInfos());
        }
    }

    [Fact]
    public void No_files_are_left_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = 0;
        var options = Options with
        {
            Overlap = false,
            BeforeAction = _ =>
            {
                Assert.True(seen == 0 || directory.EnumerateFiles("*", SearchOption.AllDirectories).Any());
                if (++seen == 9)
                    cancellation.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() =>
            GradientRun.Compute(
                CheckpointSchedule.SingleDisk(),
                Steps,
                Control,
                options,
                cancellation: cancellation.Token
            )
        );
        Assert.Equal(9, seen);
        Assert.Empty(directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public void The_Taylor_test_is_of_second_order_at_two_controls()
    {
        var schedule = CheckpointSchedule.Multistage(Steps, 1, 2);
        foreach (var control in (double[][])[Control, Controls.Hump(20)])
        {
            var result = GradientRun.Compute(schedule, Steps, control, Options);
            var lines = TaylorTest.Run(Steps, control, Controls.Direction(20), result);
            Assert.All(lines, line => Assert.True(line.IsSecondOrder, line.ToString()));
            Assert.Equal(TaylorTest.Lines - 1, lines.Count(line => line.Rate is not null));
        }
    }

    [Fact]
    public void A_wrong_gradient_fails_the_Taylor_test()
    {
        var result = GradientRun.Compute(CheckpointSchedule.SingleMemory(), Steps, Control);
        var wrong = result with { Gradient = [.. result.Gradient!.Select(value => 1.001 * value)] };
        var lines = TaylorTest.Run(Steps, Control, Controls.Direction(20), wrong);
        Assert.Contains(lines, line => !line.IsSecondOrder);
    }

    [Fact]
    public void Without_an_adjoint_there_is_the_energy_and_no_gradient()
    {
        var result = GradientRun.Compute(CheckpointSchedule.None(), Steps, Control, Options);
        Assert.Null(result.Gradient);
        Assert.Equal(GradientRun.Compute(CheckpointSchedule.Revolve(Steps, 3), Steps, Control).Energy, result.Energy);
    }
}
