using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Pendulum;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>The solver that the documentation shows is right.</summary>
public sealed class PendulumTests
{
    private const long Steps = 200;

    public static TheoryData<CheckpointSchedule> Schedules { get; } = Of(Steps);

    /// <summary>Schedules of several kinds.</summary>
    public static TheoryData<CheckpointSchedule> Of(long steps) =>
        [
            CheckpointSchedule.SingleMemory(),
            CheckpointSchedule.SingleDisk(),
            CheckpointSchedule.Revolve(steps, 4),
            CheckpointSchedule.Mixed(steps, 4, Storage.Ram),
        ];

    [Theory]
    [MemberData(nameof(Schedules), DisableDiscoveryEnumeration = true)]
    public void Its_gradient_is_what_differences_say(CheckpointSchedule schedule)
    {
        var model = new PendulumModel(Steps, 1.0, 0.3, 0.1);
        using (var executor = new CheckpointExecutor(model, schedule))
            executor.Run();

        const double h = 1e-5;
        var (angle, velocity, friction) = model.Gradient;
        Assert.Equal((Last(1 + h, 0.3, 0.1) - Last(1 - h, 0.3, 0.1)) / (2 * h), angle, 1e-8);
        Assert.Equal((Last(1, 0.3 + h, 0.1) - Last(1, 0.3 - h, 0.1)) / (2 * h), velocity, 1e-8);
        Assert.Equal((Last(1, 0.3, 0.1 + h) - Last(1, 0.3, 0.1 - h)) / (2 * h), friction, 1e-8);
    }

    [Fact]
    public void As_arrays_it_has_the_same_gradient_and_passes_its_check()
    {
        var model = new PendulumModel(1000, 1.0, 0.0, 0.1);
        using (var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(1000, 5)))
            executor.Run();
        using var writer = new StringWriter();
        ArrayPendulum.Check(writer);

        var (angle, velocity, friction) = model.Gradient;
        Assert.StartsWith($"gradient {angle}, {velocity}, {friction}\n", writer.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("the gradient is right\n", writer.ToString(), StringComparison.Ordinal);
    }

    private static double Last(double angle, double velocity, double friction)
    {
        var model = new PendulumModel(Steps, angle, velocity, friction);
        model.Advance(0, Steps);
        model.EndForward(Steps);
        return model.LastAngle;
    }
}
