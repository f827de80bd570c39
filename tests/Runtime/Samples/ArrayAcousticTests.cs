using Schedules.Interop;
using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The sample Acoustic as a model of arrays has the bits of the one that knows each
/// byte.</summary>
public sealed class ArrayAcousticTests
{
    private const int Steps = 2 * 61;

    // An odd number of steps a shot, so that a shot begins with either level of time in place.
    private static readonly Experiment Experiment = Experiment.Layered(34, 30, Steps / 2, shots: 2);

    private static readonly Lazy<AcousticModel> Expected = new(() =>
    {
        var model = new AcousticModel(Experiment);
        GradientRun.Compute(model, CheckpointSchedule.SingleMemory());
        return model;
    });

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Its_gradient_has_the_same_bits(string family)
    {
        for (var threads = 1; threads <= 2; threads++)
        {
            var arrays = new ArrayAcoustic(Experiment, threads: threads);
            using var executor = new CheckpointExecutor(arrays.Model, Families.All[family](Steps));
            executor.Run();
            Bits.AssertEqual(Expected.Value.Misfit, arrays.Misfit);
            Bits.AssertEqual(Expected.Value.Gradient(), arrays.Gradient());
        }
    }

    [Fact]
    public void It_has_the_same_identity_and_smaller_dependencies_than_its_state()
    {
        var model = new ArrayAcoustic(Experiment).Model;
        Assert.Equal(Expected.Value.Identity, model.Identity);
        Assert.InRange(model.DependencyBytes(0), 1, 0.6 * model.RestartBytes(0));
    }
}
