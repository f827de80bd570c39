namespace Schedules.Samples.Burgers;

/// <summary>
/// The viscous Burgers equation u_t + (u²/2)_x = ν u_xx on 0 … 1 with u = 0 at both
/// ends, on equidistant interior nodes, by central differences and backward Euler. One
/// step from u to v solves
/// <code>
/// F(v; u)_j = v_j - u_j + Δt ((v_{j+1}² - v_{j-1}²) / (4 Δx) - ν (v_{j-1} - 2 v_j + v_{j+1}) / Δx²) = 0.
/// </code>
/// Its derivative by v is the tridiagonal A(v) that Newton's method uses; its derivative by u is
/// minus the identity. So A(v) dv = du, and the adjoint goes back over the step by solving, with
/// the transposed matrix,
/// <code>
/// A(v)ᵀ ū = v̄,
/// </code>
/// where v̄ is the derivative of the functional by v, and ū the one by u: dJ = v̄ᵀ dv = v̄ᵀ A(v)⁻¹
/// du = ūᵀ du. A is taken at the converged v, so this is the derivative of the discrete step
/// itself. All that it needs of the forward is v, the state at the end of the step. The functional
/// J = ½ Δx Σ v² of the last state starts it with v̄ = Δx v.
/// </summary>
public sealed class BurgersScheme
{
    private const double Viscosity = 0.02;
    private const double FinalTime = 0.5;

    // A(v) stays diagonally dominant while Δt |u_x| < 1; the steepest front between 1 and -1
    // has |u_x| = 1 / (2 ν).
    private const double LongestTimeStep = 0.01;

    // Newton converges quadratically: after an update as small as this, what is left is rounding.
    private const double Tolerance = 1e-11;
    private const int MostIterations = 50;

    private readonly double spacing;
    private readonly double transport;
    private readonly double diffusion;
    private readonly Tridiagonal jacobian;
    private readonly double[] update;

    /// <summary>The scheme of a calculation of so many steps, up to time 0.5 or, with very few
    /// steps, less.</summary>
    /// <param name="nodes">Interior nodes, at least 1.</param>
    /// <param name="steps">Time steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no nodes, or no steps.</exception>
    public BurgersScheme(int nodes, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var timeStep = Math.Min(FinalTime / steps, LongestTimeStep);
        spacing = 1.0 / (nodes + 1);
        transport = timeStep / (4 * spacing);
        diffusion = timeStep * Viscosity / (spacing * spacing);
        jacobian = new Tridiagonal(nodes);
        update = new double[nodes];
        (Nodes, TimeStep) = (nodes, timeStep);
    }

    /// <summary>Interior nodes: the numbers in a state.</summary>
    public int Nodes { get; }

    /// <summary>The time that a step takes.</summary>
    public double TimeStep { get; }

    /// <summary>The forward over one step. Newton starts from <paramref name="start"/> and from
    /// nothing else, so that a step that is done again gives the same bits.</summary>
    /// <param name="start">The state at the start of the step.</param>
    /// <param name="end">Becomes the state at its end.</param>
    /// <exception cref="SolverException">Newton's method does not converge.</exception>
    public void Advance(ReadOnlySpan<double> start, Span<double> end)
    {
        start.CopyTo(end);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            SetNegativeResidual(start, end);
            SetJacobian(end);
            jacobian.Solve(update);

            double change = 0;
            double scale = 0;
            for (var j = 0; j < end.Length; j++)
            {
                end[j] += update[j];
                change = Math.Max(change, Math.Abs(update[j]));
                scale = Math.Max(scale, Math.Abs(end[j]));
            }

            if (change <= Tolerance * scale)
                return;
        }

        throw new SolverException($"Newton's method has not converged in {MostIterations} iterations");
    }

    /// <summary>The adjoint over one step, backwards.</summary>
    /// <param name="end">The state at the end of the step: its adjoint dependencies.</param>
    /// <param name="adjoint">The derivative of the functional by the state at the end; becomes the one by the state at the start.
    /// </param>
    public void GoBack(ReadOnlySpan<double> end, Span<double> adjoint)
    {
        SetJacobian(end);
        jacobian.SolveTransposed(adjoint);
    }

    /// <summary>The functional: the kinetic energy of the last state.</summary>
    /// <param name="last">The state at the end of the last step.</param>
    public double Energy(ReadOnlySpan<double> last)
    {
        double sum = 0;
        foreach (var value in last)
            sum += value * value;
        return 0.5 * spacing * sum;
    }

    /// <summary>The derivative of the functional by the last state.</summary>
    /// <param name="last">The state at the end of the last step.</param>
    /// <param name="derivative">Becomes the derivative.</param>
    public void EnergyDerivative(ReadOnlySpan<double> last, Span<double> derivative)
    {
        for (var j = 0; j < derivative.Length; j++)
            derivative[j] = spacing * last[j];
    }

    private void SetNegativeResidual(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        for (var j = 0; j < v.Length; j++)
        {
            var left = j > 0 ? v[j - 1] : 0;
            var right = j < v.Length - 1 ? v[j + 1] : 0;
            var flux = transport * (right * right - left * left) - diffusion * (left - 2 * v[j] + right);
            update[j] = u[j] - v[j] - flux;
        }
    }

    private void SetJacobian(ReadOnlySpan<double> v)
    {
        Array.Fill(jacobian.Diagonal, 1 + 2 * diffusion);
        for (var j = 0; j < v.Length - 1; j++)
        {
            jacobian.Lower[j] = -2 * transport * v[j] - diffusion;
            jacobian.Upper[j] = 2 * transport * v[j + 1] - diffusion;
        }
    }
}
