namespace Schedules.Samples.Acoustic;

/// <summary>The tangent-linear: how the wave changes, to first order, with c. It goes forward
/// beside the wave.</summary>
internal sealed class Perturbation(Propagator propagator, Survey survey, double[] change)
{
    private double[] previous = propagator.Grid.Field();

    public double[] Current { get; private set; } = propagator.Grid.Field();

    /// <summary>Over a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="wave">The wave at its start, with its halo.</param>
    public void Step(long step, double[] wave)
    {
        if (survey.IsFirst(step))
        {
            Array.Clear(previous);
            Array.Clear(Current);
        }

        propagator.Step(previous, Current);
        propagator.Scatter(previous, wave, change);
        if (survey.Source(step) is var (source, strength))
            previous[source] += propagator.Factor(source) * change[source] * strength;
        (previous, Current) = (Current, previous);
    }
}
