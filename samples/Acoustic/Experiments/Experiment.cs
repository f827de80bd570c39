using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Schedules.Mpi;

namespace Schedules.Samples.Acoustic;

/// <summary>What is given: a grid, a survey, and the data observed in it; and a velocity model to
/// start from.</summary>
public sealed class Experiment
{
    // Ten metres for a peak of ten hertz: six points in the shortest wave that matters, where
    // the velocity is lowest.
    private const double Spacing = 10;
    private const double Courant = 0.5;

    internal Experiment(Slab slab, int sponge, Survey survey, double[] observed, double[] start)
    {
        (Slab, SpongeWidth, Survey, Observed, Start) = (slab, sponge, survey, observed, start);
        Local = survey.Within(slab);
        DataHash = slab.Greatest(HashOf(observed));
    }

    /// <summary>The grid, of all ranks.</summary>
    public Grid Grid => Slab.Whole;

    /// <summary>The rows of this process.</summary>
    public Slab Slab { get; }

    /// <summary>Points of the absorbing layer at each side.</summary>
    public int SpongeWidth { get; }

    /// <summary>Shots and receivers.</summary>
    public Survey Survey { get; }

    /// <summary>What each receiver in the slab heard after each step of each shot: for each step the
    /// receivers in their order.</summary>
    public ReadOnlyMemory<double> Observed { get; }

    /// <summary>The velocity model to start from, of all ranks.</summary>
    public ReadOnlyMemory<double> Start { get; }

    /// <summary>Shots and receivers in the slab, by their places in its fields.</summary>
    internal Survey Local { get; }

    /// <summary>The same on all ranks, for the same data.</summary>
    internal ReadOnlyMemory<long> DataHash { get; }

    /// <summary>An experiment on <see cref="Earth.Layered"/>, in which the data are calculated,
    /// starting from <see cref="Earth.Smooth"/>.</summary>
    /// <param name="nx">Points along a row, at least 8.</param>
    /// <param name="nz">Rows, at least 8.</param>
    /// <param name="stepsPerShot">Time steps of each shot, at least 1.</param>
    /// <param name="shots">Shots, at least 1.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    /// <param name="cancellation">Asked before every step.</param>
    /// <param name="group">The ranks, all of which call this; null for one process.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Experiment Layered(
        int nx,
        int nz,
        int stepsPerShot,
        int shots = 1,
        int threads = 1,
        CancellationToken cancellation = default,
        MpiGroup? group = null
    )
    {
        var grid = new Grid(nx, nz, Spacing, Courant * Spacing / Earth.Fastest);
        var sponge = Sponge.Width(nx, nz);
        var survey = new Survey(grid, sponge, shots, stepsPerShot);
        var truth = Earth.Layered(nx, nz);
        var slab = new Slab(grid, group);
        var propagator = new Propagator(slab, truth, sponge, threads);
        var observed = Observe(survey.Within(slab), propagator, slab, cancellation);
        return new Experiment(slab, sponge, survey, observed, Earth.Smooth(truth, nx, nz));
    }

    /// <summary>Compares what the receivers hear with what was observed.</summary>
    /// <param name="step">The step at whose end they do.</param>
    /// <param name="wave">The wave there.</param>
    /// <param name="residuals">Become the differences, of the receivers in the slab.</param>
    /// <returns>Half the sum of their squares.</returns>
    internal double Compare(long step, double[] wave, Span<double> residuals)
    {
        var count = Local.Receivers.Count;
        Local.Listen(wave, residuals[..count]);
        var observed = Observed.Span.Slice((int)step * count, count);
        double sum = 0;
        for (var j = 0; j < count; j++)
        {
            residuals[j] -= observed[j];
            sum += 0.5 * residuals[j] * residuals[j];
        }

        return sum;
    }

    /// <summary>Less than any hash where there are no data.</summary>
    private static long[] HashOf(double[] data)
    {
        var hash = new long[SHA256.HashSizeInBytes / sizeof(long)];
        Array.Fill(hash, long.MinValue);
        if (data.Length > 0)
            SHA256.HashData(MemoryMarshal.AsBytes<double>(data), MemoryMarshal.AsBytes(hash.AsSpan()));
        return hash;
    }

    private static double[] Observe(Survey survey, Propagator propagator, Slab slab, CancellationToken cancellation)
    {
        var observed = new double[survey.Steps * survey.Receivers.Count];
        var wave = new Wavefield(propagator, survey);
        for (long step = 0; step < survey.Steps; step++)
        {
            slab.ThrowIfCancelled(step, cancellation);
            wave.Begin(step);
            wave.Step(step);
            survey.Listen(wave.Current, observed.AsSpan((int)step * survey.Receivers.Count, survey.Receivers.Count));
        }

        return observed;
    }
}
