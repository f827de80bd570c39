namespace Schedules.Samples.Acoustic;

/// <summary>
/// A rectangle of points, and how a field on it lies in memory: row after row from the top, each
/// row padded to whole vectors and between two points of margin on every side. The squared Courant
/// number of what is not a point of the grid is zero, so that a field stays zero there, and no loop
/// has a remainder or an edge to treat by itself.
/// </summary>
public sealed record Grid
{
    /// <summary>The fewest points in a direction.</summary>
    public const int FewestPoints = 8;

    /// <summary>Points beside the grid at each side, as many as the stencil reads.</summary>
    internal const int Margin = 2;

    private const int WidestVector = 8;

    // Three fields of doubles and a number, the state of the adjoint, are
    // counted in bytes by an int.
    private const long MostNumbers = (int.MaxValue / sizeof(double) - 1) / 3;

    /// <summary>Makes a grid.</summary>
    /// <param name="nx">Points along a row, at least 8.</param>
    /// <param name="nz">Rows, at least 8; about 8.9·10⁷ points in all at most.</param>
    /// <param name="spacing">Metres between points, positive.</param>
    /// <param name="timeStep">Seconds of a time step, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public Grid(int nx, int nz, double spacing, double timeStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nx, FewestPoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(nz, FewestPoints);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeStep);
        (Nx, Nz, Spacing, TimeStep) = (nx, nz, spacing, timeStep);
        Width = (int)Math.Min(((long)nx + WidestVector - 1) / WidestVector * WidestVector, int.MaxValue / 2);
        Stride = Width + 2 * Margin;
        var most = MostNumbers / Stride - 2 * Margin;
        if (nz > most)
            throw new ArgumentOutOfRangeException(
                nameof(nz),
                nz,
                $"with {nx} points in a row there may be {Math.Max(most, 0)} rows at most"
            );
        Length = (nz + 2 * Margin) * Stride;
    }

    /// <summary>Points along a row: from left to right.</summary>
    public int Nx { get; }

    /// <summary>Rows: from the top down.</summary>
    public int Nz { get; }

    /// <summary>Metres between points.</summary>
    public double Spacing { get; }

    /// <summary>Seconds of a time step.</summary>
    public double TimeStep { get; }

    /// <summary>Points of the grid.</summary>
    public int Points => Nx * Nz;

    /// <summary>Numbers in a field, margins included.</summary>
    public int Length { get; }

    /// <summary>The velocity above which leap-frog is not stable, in metres a second. The
    /// fourth-order stencil has eigenvalues down to -32/3 in units of the spacing, and leap-frog
    /// needs those of (v Δt)² Δ to be above -4: v Δt / h below √(3/8).</summary>
    public double VelocityLimit => Math.Sqrt(3.0 / 8.0) * Spacing / TimeStep;

    /// <summary>Numbers that a row takes up to the last point, padded to whole vectors.</summary>
    internal int Width { get; }

    /// <summary>Numbers from a point to the one below it.</summary>
    internal int Stride { get; }

    /// <summary>A field that is zero.</summary>
    public double[] Field() => new double[Length];

    /// <summary>Where a point is in a field.</summary>
    /// <param name="x">Column, 0 to Nx - 1.</param>
    /// <param name="z">Row, 0 to Nz - 1.</param>
    public int Offset(int x, int z) => RowStart(z) + Margin + x;

    /// <summary>Where a row is in a field, with its left margin: a row of the grid or of the
    /// margins, from -2 to Nz + 1.</summary>
    internal int RowStart(int z) => (z + Margin) * Stride;

    /// <summary>The point that is at a place in a field.</summary>
    internal (int X, int Z) Point(int offset)
    {
        var (row, column) = Math.DivRem(offset, Stride);
        return (column - Margin, row - Margin);
    }
}
