namespace Schedules.Samples.Acoustic;

/// <summary>
/// The adjoint: y = c g λ at two levels of time, going back through the shots of a survey, and the
/// image Σ y (L u + s), which is the derivative of the misfit by c, times c: see
/// <see cref="Propagator"/>.
/// </summary>
internal sealed class AdjointField(Propagator propagator, Survey survey)
{
    /// <summary>The level before <see cref="Current"/>: later in time.</summary>
    public double[] Previous { get; private set; } = propagator.Grid.Field();

    public double[] Current { get; private set; } = propagator.Grid.Field();

    public double[] Image { get; } = propagator.Grid.Field();

    /// <summary>The adjoint at the end of the last step.</summary>
    public void Reset()
    {
        Rest();
        Array.Clear(Image);
    }

    /// <summary>Back over a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="wave">The wave at its start, with its halo.</param>
    /// <param name="residuals">What the receivers hear at its end, less what was observed: the derivative of the misfit.</param>
    public void StepBack(long step, double[] wave, ReadOnlySpan<double> residuals)
    {
        for (var j = 0; j < residuals.Length; j++)
        {
            var receiver = survey.Receivers[j];
            Current[receiver] += propagator.Coupling(receiver) * residuals[j];
        }

        propagator.StepBack(Previous, Current, wave, Image);
        if (survey.Source(step) is var (source, strength))
            Image[source] += Current[source] * strength;
        (Previous, Current) = (Current, Previous);

        // Before its shot there was nothing that could have an influence on it.
        if (survey.IsFirst(step))
            Rest();
    }

    private void Rest()
    {
        Array.Clear(Previous);
        Array.Clear(Current);
    }
}
