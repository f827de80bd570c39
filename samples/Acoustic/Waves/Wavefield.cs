namespace Schedules.Samples.Acoustic;

/// <summary>The wave at two levels of time, going forward through the shots of a survey.</summary>
internal sealed class Wavefield(Propagator propagator, Survey survey)
{
    /// <summary>The level before <see cref="Current"/>.</summary>
    public double[] Previous { get; private set; } = propagator.Grid.Field();

    public double[] Current { get; private set; } = propagator.Grid.Field();

    /// <summary>At the start of a step: if a shot starts there, the earth is at rest.</summary>
    public void Begin(long step)
    {
        if (!survey.IsFirst(step))
            return;
        Array.Clear(Previous);
        Array.Clear(Current);
    }

    /// <summary>The step itself: the wave at its start, with its halo, is
    /// <see cref="Previous"/> then.</summary>
    public void Step(long step)
    {
        propagator.Step(Previous, Current);
        if (survey.Source(step) is var (source, strength))
            Previous[source] += propagator.Coupling(source) * strength;
        (Previous, Current) = (Current, Previous);
    }
}
