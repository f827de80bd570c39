namespace Schedules.Samples.Acoustic;

/// <summary>
/// Shots that are fired one after the other into an earth at rest, and receivers that listen after
/// each step. The steps of all shots are numbered through, so that the gradient of the misfit of
/// all shots is one adjoint calculation.
/// </summary>
public sealed class Survey
{
    private const int Nowhere = -1;

    /// <summary>A survey: sources evenly along a line near the top, receivers in each
    /// column of it.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="sponge">Points of the absorbing layer at each side: the line is just inside.</param>
    /// <param name="shots">Shots, at least 1.</param>
    /// <param name="stepsPerShot">Time steps of each, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public Survey(Grid grid, int sponge, int shots, int stepsPerShot)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfLessThan(shots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerShot, 1);
        var (left, span, depth) = (sponge + 1, grid.Nx - 2 * sponge - 2, sponge + 1);
        Sources =
        [
            .. Enumerable
                .Range(0, shots)
                .Select(shot => grid.Offset(left + (2 * shot + 1) * span / (2 * shots), depth)),
        ];
        Receivers = [.. Enumerable.Range(left, span).Select(x => grid.Offset(x, depth))];
        Wavelet = Ricker.Samples(grid.TimeStep, stepsPerShot);
        var samples = Steps * Receivers.Count;
        if (samples > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(stepsPerShot),
                stepsPerShot,
                $"shots times steps times receivers is {samples}; allowed: up to {Array.MaxLength}"
            );
    }

    /// <summary>A survey of one's own.</summary>
    /// <param name="sources">Where each shot is, in a field.</param>
    /// <param name="receivers">Where the receivers are, in a field.</param>
    /// <param name="wavelet">The source at each step of a shot.</param>
    internal Survey(IReadOnlyList<int> sources, IReadOnlyList<int> receivers, IReadOnlyList<double> wavelet) =>
        (Sources, Receivers, Wavelet) = (sources, receivers, wavelet);

    /// <summary>Where the source of each shot is, in a field.</summary>
    public IReadOnlyList<int> Sources { get; }

    /// <summary>Where the receivers are, in a field.</summary>
    public IReadOnlyList<int> Receivers { get; }

    /// <summary>The source at each step of a shot.</summary>
    public IReadOnlyList<double> Wavelet { get; }

    /// <summary>Steps of all shots.</summary>
    public long Steps => (long)Sources.Count * Wavelet.Count;

    /// <summary>Whether a shot starts at the start of a step.</summary>
    internal bool IsFirst(long step) => step % Wavelet.Count == 0;

    /// <summary>The same shots and receivers as a slab sees them: those in its rows, by their places
    /// in its fields. One slab has all receivers, which are in one row.</summary>
    internal Survey Within(Slab slab) =>
        new(
            [.. Sources.Select(source => slab.Place(source) ?? Nowhere)],
            [.. Receivers.Select(slab.Place).OfType<int>()],
            Wavelet
        );

    /// <summary>The place and strength of the source in a step; null if it is in
    /// another slab.</summary>
    internal (int Offset, double Strength)? Source(long step)
    {
        var (shot, k) = Math.DivRem(step, Wavelet.Count);
        return Sources[(int)shot] is var source and not Nowhere ? (source, Wavelet[(int)k]) : null;
    }

    /// <summary>What the receivers hear.</summary>
    internal void Listen(double[] field, Span<double> samples)
    {
        for (var j = 0; j < samples.Length; j++)
            samples[j] = field[Receivers[j]];
    }
}
