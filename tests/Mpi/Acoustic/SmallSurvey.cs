using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Acoustic;

namespace Schedules.Mpi.Tests.Acoustic;

/// <summary>A small seismic gradient, whose waves reach all of four slabs.</summary>
/// <param name="group">The ranks; null for one process.</param>
public sealed class SmallSurvey(MpiGroup? group)
{
    public const int Nx = 21;
    public const int Nz = 32;
    public const int Shots = 2;
    public const int StepsPerShot = 61;

    private readonly Experiment experiment = Experiment.Layered(Nx, Nz, StepsPerShot, Shots, group: group);

    /// <summary>Steps of all shots.</summary>
    public static long Steps => Shots * StepsPerShot;

    /// <summary>The gradient, on all ranks.</summary>
    public double[] Gradient(CheckpointSchedule schedule) => Run(schedule).Gradient();

    /// <summary>The bits of misfit, gradient and derivative along a direction.</summary>
    public string Bits(CheckpointSchedule schedule)
    {
        var model = Run(schedule);
        var direction = Earth.Anomalies(Nx, Nz);
        var derivative = TangentLinear.Derivative(experiment, experiment.Start.Span, direction);
        double[] all = [model.Misfit, derivative, .. model.Gradient()];
        return $"{Bytes.Checksum<double>(all):X16}";
    }

    private AcousticModel Run(CheckpointSchedule schedule)
    {
        var model = new AcousticModel(experiment);
        GradientRun.Compute(model, schedule);
        return model;
    }
}
