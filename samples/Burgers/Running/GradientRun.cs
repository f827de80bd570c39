using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Burgers;

/// <summary>The functional and its gradient, with the data kept and recomputed as a
/// schedule says.</summary>
public static class GradientRun
{
    /// <summary>Runs the forward and one adjoint calculation (none, if none is
    /// permitted).</summary>
    /// <param name="schedule">Any schedule; an online one is told the number of steps when the solver gets there.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <param name="afterStep">Called after every forward and every adjoint step.</param>
    /// <param name="cancellation">Asked between steps.</param>
    /// <exception cref="ArgumentException">The schedule is for another number of steps, or the
    /// control is empty.</exception>
    /// <exception cref="SolverException">A time step has no solution that Newton's
    /// method finds.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RunResult Compute(
        CheckpointSchedule schedule,
        long steps,
        ReadOnlySpan<double> control,
        RunOptions? options = null,
        Action? afterStep = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var model = new BurgersModel(steps, control, afterStep);
        using var executor = new CheckpointExecutor(model, schedule, options);
        var profile = executor.Run(cancellation);
        var peaks = schedule
            .Storages.Where(storage => storage >= Storage.Ram)
            .ToDictionary(level => level, level => executor.Usage(level).PeakBytes);
        peaks[Storage.Work] = model.PeakBytes;
        return new RunResult(model.Energy, schedule.Adjoints == 0 ? null : [.. model.Gradient], profile, peaks);
    }

    /// <summary>The functional alone, keeping nothing.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="afterStep">Called after every step.</param>
    /// <param name="cancellation">Asked between steps.</param>
    public static double Energy(
        long steps,
        ReadOnlySpan<double> control,
        Action? afterStep = null,
        CancellationToken cancellation = default
    ) => Compute(CheckpointSchedule.None(), steps, control, null, afterStep, cancellation).Energy;
}
