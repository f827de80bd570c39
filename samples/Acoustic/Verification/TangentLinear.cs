namespace Schedules.Samples.Acoustic;

/// <summary>The derivative of the misfit along a direction, without an adjoint: the wave, and its
/// perturbation beside it. All ranks call it.</summary>
public static class TangentLinear
{
    /// <summary>Calculates it.</summary>
    /// <param name="experiment">Survey and data.</param>
    /// <param name="velocity">The velocity model, row after row.</param>
    /// <param name="direction">How it is perturbed.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    /// <exception cref="ArgumentException">There are not as many velocities, or numbers in the
    /// direction, as points.</exception>
    public static double Derivative(
        Experiment experiment,
        ReadOnlySpan<double> velocity,
        ReadOnlySpan<double> direction,
        GradientOptions? options = null,
        int threads = 1
    )
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var (slab, survey) = (experiment.Slab, experiment.Local);
        var propagator = new Propagator(slab, velocity, experiment.SpongeWidth, threads);
        var wave = new Wavefield(propagator, survey);
        var perturbation = new Perturbation(propagator, survey, Change(slab, velocity, direction));
        Span<double> heard = new double[survey.Receivers.Count];
        Span<double> perturbed = new double[survey.Receivers.Count];
        double sum = 0;
        for (long step = 0; step < survey.Steps; step++)
        {
            slab.ThrowIfCancelled(step, options?.Cancellation ?? default);
            wave.Begin(step);
            wave.Step(step);
            perturbation.Step(step, wave.Previous);
            survey.Listen(wave.Current, heard);
            survey.Listen(perturbation.Current, perturbed);
            var observed = experiment.Observed.Span.Slice((int)step * heard.Length, heard.Length);
            for (var j = 0; j < heard.Length; j++)
                sum += (heard[j] - observed[j]) * perturbed[j];
            options?.AfterStep?.Invoke();
        }

        return slab.Sum(sum);
    }

    /// <summary>The change of c = (v Δt / h)².</summary>
    private static double[] Change(Slab slab, ReadOnlySpan<double> velocity, ReadOnlySpan<double> direction)
    {
        if (direction.Length != slab.Whole.Points)
            throw new ArgumentException(
                $"{direction.Length} numbers for {slab.Whole.Points} points",
                nameof(direction)
            );
        var grid = slab.Grid;
        var change = grid.Field();
        var ratio = grid.TimeStep / grid.Spacing;
        for (var z = 0; z < grid.Nz; z++)
        for (var x = 0; x < grid.Nx; x++)
        {
            var point = (slab.FirstRow + z) * grid.Nx + x;
            change[grid.Offset(x, z)] = 2 * velocity[point] * direction[point] * (ratio * ratio);
        }

        return change;
    }
}
