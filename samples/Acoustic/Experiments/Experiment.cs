namespace Schedules.Samples.Acoustic;

/// <summary>What is given: a grid, a survey, and the data observed in it; and a velocity model to
/// start from.</summary>
public sealed class Experiment
{
    // Ten metres for a peak of ten hertz: six points in the shortest wave that matters, where
    // the velocity is lowest.
    private const double Spacing = 10;
    private const double Courant = 0.5;

    internal Experiment(Grid grid, int sponge, Survey survey, double[] observed, double[] start) =>
        (Grid, SpongeWidth, Survey, Observed, Start) = (grid, sponge, survey, observed, start);

    /// <summary>The grid.</summary>
    public Grid Grid { get; }

    /// <summary>Points of the absorbing layer at each side.</summary>
    public int SpongeWidth { get; }

    /// <summary>Shots and receivers.</summary>
    public Survey Survey { get; }

    /// <summary>What each receiver heard after each step of each shot: for each step the receivers
    /// in their order.</summary>
    public ReadOnlyMemory<double> Observed { get; }

    /// <summary>The velocity model to start from.</summary>
    public ReadOnlyMemory<double> Start { get; }

    /// <summary>An experiment on <see cref="Earth.Layered"/>, in which the data are calculated,
    /// starting from <see cref="Earth.Smooth"/>.</summary>
    /// <param name="nx">Points along a row, at least 8.</param>
    /// <param name="nz">Rows, at least 8.</param>
    /// <param name="stepsPerShot">Time steps of each shot, at least 1.</param>
    /// <param name="shots">Shots, at least 1.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    /// <param name="cancellation">Asked before every step.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Experiment Layered(
        int nx,
        int nz,
        int stepsPerShot,
        int shots = 1,
        int threads = 1,
        CancellationToken cancellation = default
    )
    {
        var grid = new Grid(nx, nz, Spacing, Courant * Spacing / Earth.Fastest);
        var sponge = Sponge.Width(nx, nz);
        var survey = new Survey(grid, sponge, shots, stepsPerShot);
        var truth = Earth.Layered(nx, nz);
        var observed = Observe(survey, new Propagator(grid, truth, sponge, threads), cancellation);
        return new Experiment(grid, sponge, survey, observed, Earth.Smooth(truth, nx, nz));
    }

    private static double[] Observe(Survey survey, Propagator propagator, CancellationToken cancellation)
    {
        var observed = new double[survey.Steps * survey.Receivers.Count];
        var wave = new Wavefield(propagator, survey);
        for (long step = 0; step < survey.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            wave.Begin(step);
            wave.Step(step);
            survey.Listen(wave.Current, observed.AsSpan((int)step * survey.Receivers.Count, survey.Receivers.Count));
        }

        return observed;
    }
}
