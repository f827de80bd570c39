using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>The functional and its gradient, with the data kept and recomputed as a schedule says.</summary>
public static class GradientRun
{
    private static readonly RunOptions Usual = new();

    /// <summary>Runs the forward and one adjoint calculation (none, if none is permitted).</summary>
    /// <param name="schedule">Any schedule; an online one is told the number of steps when the solver gets there.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="ArgumentException">The schedule is for another number of steps, or the control is empty.</exception>
    /// <exception cref="SolverException">A time step has no solution that Newton's method finds.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static RunResult Compute(
        CheckpointSchedule schedule,
        long steps,
        ReadOnlySpan<double> control,
        RunOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Steps is { } known && known != steps)
            throw new ArgumentException($"the schedule is for {known} steps, not for {steps}", nameof(schedule));
        using var executor = new Executor(schedule, steps, control, options ?? Usual);
        return executor.Run();
    }

    /// <summary>The functional alone, keeping nothing.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    public static double Energy(long steps, ReadOnlySpan<double> control, RunOptions? options = null) =>
        Compute(CheckpointSchedule.None(), steps, control, options).Energy;
}
