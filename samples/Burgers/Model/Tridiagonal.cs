namespace Schedules.Samples.Burgers;

/// <summary>
/// A tridiagonal matrix, solved by the Thomas sweep: MathNet.Numerics has dense and iterative
/// solvers, but none for banded matrices. Without pivoting, which a diagonally dominant
/// matrix does not need.
/// </summary>
internal sealed class Tridiagonal(int size)
{
    private readonly double[] factors = new double[size];

    /// <summary>Entry j is in row j + 1, column j.</summary>
    public double[] Lower { get; } = new double[size - 1];

    public double[] Diagonal { get; } = new double[size];

    /// <summary>Entry j is in row j, column j + 1.</summary>
    public double[] Upper { get; } = new double[size - 1];

    /// <summary>Solves A x = b, where <paramref name="values"/> is b before and x after.</summary>
    public void Solve(Span<double> values) => Sweep(Lower, Upper, values);

    /// <summary>The same with the transpose of A: the off-diagonals change places.</summary>
    public void SolveTransposed(Span<double> values) => Sweep(Upper, Lower, values);

    private void Sweep(double[] lower, double[] upper, Span<double> values)
    {
        var pivot = Diagonal[0];
        values[0] /= pivot;
        for (var j = 1; j < values.Length; j++)
        {
            factors[j] = upper[j - 1] / pivot;
            pivot = Diagonal[j] - lower[j - 1] * factors[j];
            values[j] = (values[j] - lower[j - 1] * values[j - 1]) / pivot;
        }

        for (var j = values.Length - 2; j >= 0; j--)
            values[j] -= factors[j + 1] * values[j + 1];
    }
}
