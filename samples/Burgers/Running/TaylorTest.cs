namespace Schedules.Samples.Burgers;

/// <summary>One line of a Taylor test.</summary>
/// <param name="H">How far from the control.</param>
/// <param name="Remainder">|J(m + h dm) - J(m) - h ⟨g, dm⟩|.</param>
/// <param name="Rate">The power of h with which it has gone down since the line before; none on the first line.</param>
public readonly record struct TaylorLine(double H, double Remainder, double? Rate)
{
    /// <summary>The remainder of a correct gradient goes down with the square of h, to
    /// two digits.</summary>
    public bool IsSecondOrder => Rate is null or (>= 1.995 and <= 2.005);
}

/// <summary>Whether a gradient is the derivative of the functional that the program computes, to
/// all orders that matter.</summary>
public static class TaylorTest
{
    // Small enough that the third order does not show in two digits of the rate, large enough
    // that rounding does not.
    private const double First = 1e-3;

    /// <summary>The number of lines, each of which takes one forward calculation.</summary>
    public const int Lines = 5;

    /// <summary>Takes the test.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The control m.</param>
    /// <param name="direction">The direction dm.</param>
    /// <param name="result">The functional and the gradient at m.</param>
    /// <param name="afterStep">Called after every step.</param>
    /// <param name="cancellation">Asked between steps.</param>
    /// <exception cref="ArgumentException">The result has no gradient.</exception>
    public static IReadOnlyList<TaylorLine> Run(
        long steps,
        double[] control,
        double[] direction,
        RunResult result,
        Action? afterStep = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        var gradient = result.Gradient ?? throw new ArgumentException("there is no gradient", nameof(result));
        var slope = gradient.Zip(direction, (g, d) => g * d).Sum();
        var lines = new List<TaylorLine>();
        for (var k = 0; k < Lines; k++)
        {
            var h = First / (1 << k);
            var perturbed = control.Zip(direction, (m, d) => m + h * d).ToArray();
            var remainder = Math.Abs(
                GradientRun.Energy(steps, perturbed, afterStep, cancellation) - result.Energy - h * slope
            );
            lines.Add(new TaylorLine(h, remainder, k > 0 ? Math.Log2(lines[^1].Remainder / remainder) : null));
        }

        return lines;
    }
}
