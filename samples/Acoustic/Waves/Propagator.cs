namespace Schedules.Samples.Acoustic;

/// <summary>
/// The acoustic wave equation p_tt = v² (Δp + s) in one velocity model, on the fields of a
/// <see cref="Grid"/>: leap-frog in time, fourth order in space, with a <see cref="Sponge"/> of
/// factor g at the sides. With c = (v Δt / h)², one step takes (u⁻, u) to (u, u⁺),
/// <code>
/// u⁺ = g (2 u - g u⁻ + c (L u + s)).
/// </code>
/// Let λ and μ be the derivatives of a functional by u⁺ and by the u that is kept beside it. By u,
/// u⁻ and c they are then
/// <code>
/// λ' = μ + 2 g λ + Lᵀ (c g λ),    μ' = -g² λ,    c̄ += g λ (L u + s),
/// </code>
/// and as L is its own transpose, y = c g λ has to do y' = g (2 y - g y⁺ + c L y): the adjoint is
/// the step itself, backwards in time, and c̄ = y (L u + s) / c. Every point is calculated from
/// points of other fields in one order of operations, so that the bits do not depend on the number
/// of threads or on the width of the vectors. One call at a time.
/// </summary>
public sealed partial class Propagator
{
    private readonly Slab slab;
    private readonly RowTeam team;
    private readonly double[] courant;
    private readonly double[] taperX;
    private readonly double[] taperZ;
    private readonly Action<int, int> stepRows;
    private readonly Action<int, int> stepBackRows;
    private readonly Action<int, int> scatterRows;
    private readonly Action<int, int> copyRows;
    private double[] first = [];
    private double[] second = [];
    private double[] third = [];
    private ReadOnlyMemory<double> recorded;

    /// <summary>A propagator on a whole grid.</summary>
    /// <inheritdoc cref="Propagator(Slab, ReadOnlySpan{double}, int, int)"/>
    /// <param name="grid">The grid.</param>
    /// <param name="velocity">As there.</param>
    /// <param name="sponge">As there.</param>
    /// <param name="threads">As there.</param>
    public Propagator(Grid grid, ReadOnlySpan<double> velocity, int sponge, int threads)
        : this(new Slab(grid), velocity, sponge, threads) { }

    /// <summary>A propagator.</summary>
    /// <param name="slab">The rows that it works on.</param>
    /// <param name="velocity">Metres a second at each point of the whole grid, row after row: positive, and not above
    /// <see cref="Grid.VelocityLimit"/>.</param>
    /// <param name="sponge">Points of the absorbing layer at each side; 0 for walls that reflect.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <exception cref="ArgumentException">There are not as many velocities as points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public Propagator(Slab slab, ReadOnlySpan<double> velocity, int sponge, int threads)
    {
        ArgumentNullException.ThrowIfNull(slab);
        var whole = slab.Whole;
        ArgumentOutOfRangeException.ThrowIfNegative(sponge);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sponge, Math.Min(whole.Nx, whole.Nz) / 2);
        this.slab = slab;
        team = new RowTeam(Grid.Nz, threads);
        courant = SquaredCourant(slab, velocity);
        taperX = Sponge.Taper(whole.Nx, sponge, whole.Width);
        taperZ = Sponge.Taper(whole.Nz, sponge, whole.Nz)[slab.FirstRow..(slab.FirstRow + Grid.Nz)];
        (stepRows, stepBackRows, scatterRows, copyRows) = (StepRows, StepBackRows, ScatterRows, CopyRows);
    }

    /// <summary>The grid of the rows that it works on.</summary>
    public Grid Grid => slab.Grid;

    /// <summary>The factor g c at a place in a field, with which a source acts on u⁺ and a
    /// derivative by u⁺ on y.</summary>
    /// <param name="offset">The place.</param>
    public double Coupling(int offset) => Factor(offset) * courant[offset];

    /// <summary>The factor g of the sponge at a place in a field.</summary>
    /// <param name="offset">The place.</param>
    public double Factor(int offset)
    {
        var (x, z) = Grid.Point(offset);
        return taperX[x] * taperZ[z];
    }

    /// <summary>One step, without a source.</summary>
    /// <param name="previous">u⁻; becomes u⁺.</param>
    /// <param name="current">u; its halo is filled.</param>
    public void Step(double[] previous, double[] current)
    {
        slab.ExchangeHalo(current);
        (first, second) = (previous, current);
        team.Run(stepRows);
    }

    /// <summary>One step of the adjoint, back in time, and what it adds to the
    /// image Σ y L u.</summary>
    /// <param name="previous">The y of the step before, later in time; becomes the next one.</param>
    /// <param name="current">y; its halo is filled, as that of u in the forward, for L is its own transpose.</param>
    /// <param name="wave">u, with its halo.</param>
    /// <param name="image">The image.</param>
    public void StepBack(double[] previous, double[] current, ReadOnlyMemory<double> wave, double[] image)
    {
        slab.ExchangeHalo(current);
        (first, second, third, recorded) = (previous, current, image, wave);
        team.Run(stepBackRows);
    }

    /// <summary>The derivative by the velocity at each point of the whole grid, row after row: as
    /// c = (v Δt / h)², it is the image times 2 / v. All ranks call it.</summary>
    /// <param name="velocity">The velocity model, as it was given.</param>
    /// <param name="image">The image Σ y (L u + s).</param>
    internal double[] Gradient(ReadOnlySpan<double> velocity, double[] image)
    {
        var gradient = new double[velocity.Length];
        for (var z = 0; z < Grid.Nz; z++)
        for (var x = 0; x < Grid.Nx; x++)
        {
            var point = (slab.FirstRow + z) * Grid.Nx + x;
            gradient[point] = 2 / velocity[point] * image[Grid.Offset(x, z)];
        }

        slab.Complete(gradient);
        return gradient;
    }

    /// <summary>Adds to a perturbation what a perturbation of c makes of the
    /// wave: g δc L u.</summary>
    /// <param name="next">δu⁺.</param>
    /// <param name="wave">u, with its halo.</param>
    /// <param name="perturbation">δc.</param>
    public void Scatter(double[] next, double[] wave, double[] perturbation)
    {
        (first, second, third) = (next, wave, perturbation);
        team.Run(scatterRows);
    }

    /// <summary>Copies a field, margins included.</summary>
    /// <param name="from">The field.</param>
    /// <param name="to">At least as long.</param>
    public void Copy(double[] from, double[] to)
    {
        (first, second) = (from, to);
        team.Run(copyRows);
    }

    private static double[] SquaredCourant(Slab slab, ReadOnlySpan<double> velocity)
    {
        var grid = slab.Whole;
        if (velocity.Length != grid.Points)
            throw new ArgumentException($"{velocity.Length} velocities for {grid.Points} points", nameof(velocity));
        var courant = slab.Grid.Field();
        var ratio = grid.TimeStep / grid.Spacing;
        for (var z = 0; z < grid.Nz; z++)
        for (var x = 0; x < grid.Nx; x++)
        {
            var v = velocity[z * grid.Nx + x];
            if (!(v > 0 && v <= grid.VelocityLimit))
                throw new ArgumentOutOfRangeException(
                    nameof(velocity),
                    FormattableString.Invariant(
                        $"the velocity at ({x}, {z}) is {v}; allowed: above 0, up to {grid.VelocityLimit:0.#}"
                    )
                );
            if (slab.Has(z))
                courant[slab.Grid.Offset(x, z - slab.FirstRow)] = v * ratio * (v * ratio);
        }

        return courant;
    }
}
