using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Samples.Acoustic;

/// <summary>Runs a model through a schedule.</summary>
public static class GradientRun
{
    /// <summary>Runs the forward and one adjoint calculation (none, if none is permitted).</summary>
    /// <param name="model">A model that stands at the start.</param>
    /// <param name="schedule">Any schedule; an online one is told the number of steps when the model gets there.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static GradientReport Compute(
        AcousticModel model,
        CheckpointSchedule schedule,
        GradientOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schedule);
        var watch = Stopwatch.StartNew();
        using var driver = new Driver(model, schedule, options ?? new GradientOptions());
        var report = driver.Run();
        return report with { Elapsed = watch.Elapsed };
    }
}
