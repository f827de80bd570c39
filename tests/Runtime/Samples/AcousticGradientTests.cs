using Schedules.Interop;
using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The gradient of the misfit: right, and of the same bits under every schedule and with
/// any number of threads.</summary>
public sealed class AcousticGradientTests
{
    private const int Nx = 46;
    private const int Nz = 34;
    private const int Shots = 2;
    private const int StepsPerShot = 140;
    private const int Steps = Shots * StepsPerShot;
    private static readonly Experiment Experiment = Experiment.Layered(Nx, Nz, StepsPerShot, Shots);

    // Neither the one in which the data were observed nor the one to start from.
    private static readonly double[] Elsewhere =
    [
        .. Experiment.Start.ToArray().Zip(Earth.Anomalies(Nx, Nz), (v, d) => 1.03 * v + 2 * d),
    ];

    private static readonly Lazy<(double Misfit, double[] Gradient)> Reference = new(() =>
        Compute(CheckpointSchedule.SingleMemory(), Elsewhere)
    );

    public static IEnumerable<object[]> Schedules =>
        from schedule in (CheckpointSchedule[])
            [
                CheckpointSchedule.SingleDisk(moveData: true),
                CheckpointSchedule.Revolve(Steps, 4),
                CheckpointSchedule.Multistage(Steps, 2, 3),
                CheckpointSchedule.TwoLevel(40, 2),
                CheckpointSchedule.PeriodicDisk(60),
                CheckpointSchedule.Mixed(Steps, 6),
                CheckpointSchedule.HRevolve(Steps, 2, 3),
                CheckpointSchedule.Online(OnlinePolicy.Dynamic, 5),
            ]
        select new object[] { schedule };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void It_has_the_same_bits_under_every_schedule(CheckpointSchedule schedule)
    {
        for (var threads = 1; threads <= 4; threads *= 2)
        {
            var (misfit, gradient) = Compute(schedule, Elsewhere, threads);
            Bits.AssertEqual(Reference.Value.Misfit, misfit);
            Bits.AssertEqual(Reference.Value.Gradient, gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void It_has_the_same_bits_under_every_family(string family)
    {
        var (misfit, gradient) = Compute(Families.All[family](Steps), Elsewhere);
        Bits.AssertEqual(Reference.Value.Misfit, misfit);
        Bits.AssertEqual(Reference.Value.Gradient, gradient);
    }

    [Fact]
    public void Floats_in_checkpoints_change_it_only_a_little()
    {
        var options = new RunOptions { Precision = StoredPrecision.Single };
        foreach (
            var schedule in (CheckpointSchedule[])
                [CheckpointSchedule.SingleDisk(), CheckpointSchedule.Revolve(Steps, 4)]
        )
        {
            var model = new AcousticModel(Experiment, Elsewhere);
            using var executor = new CheckpointExecutor(model, schedule, options);
            executor.Run();
            var apart = model.Gradient().Zip(Reference.Value.Gradient, (a, b) => Math.Abs(a - b)).Max();
            Assert.InRange(apart / Reference.Value.Gradient.Max(Math.Abs), double.Epsilon, 1e-5);
        }
    }

    [Fact]
    public void It_is_the_transpose_of_the_tangent_linear()
    {
        var gradient = Reference.Value.Gradient;
        double[][] directions = [Earth.Anomalies(Nx, Nz), Elsewhere, [.. gradient.Select(g => 1e5 * g)]];
        foreach (var direction in directions)
        {
            var adjoint = gradient.Zip(direction, (g, d) => g * d).Sum();
            var tangent = TangentLinear.Derivative(Experiment, Elsewhere, direction);
            Assert.Equal(1, adjoint / tangent, 1e-12);
        }
    }

    [Fact]
    public void The_Taylor_test_is_of_second_order_at_two_velocity_models()
    {
        foreach (var velocity in (double[][])[Elsewhere, Experiment.Start.ToArray()])
        {
            var (misfit, gradient) = Compute(CheckpointSchedule.Multistage(Steps, 2, 3), velocity);
            var verdict = Verdict.On(Experiment, velocity, misfit, gradient);
            Assert.Empty(verdict.Complaints);
            Assert.Equal(TaylorTest.Lines - 1, verdict.Lines.Count(line => line.Rate is not null));
        }
    }

    [Fact]
    public void A_wrong_gradient_is_found_out()
    {
        var (misfit, gradient) = Reference.Value;
        var wrong = gradient.Select(g => 1.001 * g).ToArray();
        var verdict = Verdict.On(Experiment, Elsewhere, misfit, wrong);
        Assert.True(verdict.Apart > Verdict.Tolerance);
        Assert.Contains(verdict.Lines, line => !line.IsSecondOrder);
        Assert.True(verdict.Complaints.Count >= 2);
    }

    [Fact]
    public void In_the_true_earth_there_is_no_misfit()
    {
        var (misfit, gradient) = Compute(CheckpointSchedule.SingleMemory(), Earth.Layered(Nx, Nz));
        Assert.Equal(0, misfit);
        Assert.All(gradient, value => Assert.Equal(0, value));
        Assert.True(Reference.Value.Misfit > 0);
    }

    [Fact]
    public void The_misfit_goes_on_from_shot_to_shot()
    {
        var samples = Experiment.Survey.Receivers.Count * StepsPerShot;
        var model = new AcousticModel(Experiment, Elsewhere);
        model.Advance(0, StepsPerShot);
        model.EndForward(StepsPerShot);
        var first = model.Misfit;
        model.Advance(StepsPerShot, Steps);
        model.EndForward(Steps);
        Assert.Equal(2 * samples, Experiment.Observed.Length);
        Assert.True(first > 0 && model.Misfit > first);
        Bits.AssertEqual(Reference.Value.Misfit, model.Misfit);
    }

    private static (double Misfit, double[] Gradient) Compute(
        CheckpointSchedule schedule,
        double[] velocity,
        int threads = 1
    )
    {
        var model = new AcousticModel(Experiment, velocity, threads);
        var report = GradientRun.Compute(model, schedule);
        Assert.Equal(schedule.WithSteps(Steps).Predict().ForwardSteps, report.Profile.ForwardSteps);
        return (model.Misfit, model.Gradient());
    }
}
