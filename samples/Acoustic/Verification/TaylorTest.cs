namespace Schedules.Samples.Acoustic;

/// <summary>One line of a Taylor test.</summary>
/// <param name="H">How far from the velocity model.</param>
/// <param name="Remainder">|J(v + h dv) - J(v) - h ⟨g, dv⟩|.</param>
/// <param name="Rate">The power of h with which it has gone down since the line before; none on the first line.</param>
public readonly record struct TaylorLine(double H, double Remainder, double? Rate)
{
    /// <summary>The remainder of a correct gradient goes down with the square of h.</summary>
    public bool IsSecondOrder => Rate is null or (>= 1.98 and <= 2.02);
}

/// <summary>Whether a gradient is the derivative of the misfit that the program
/// calculates.</summary>
public static class TaylorTest
{
    // Small enough that the third order does not show in the rate, large enough
    // that rounding does not.
    private const double First = 1.0 / 64;

    /// <summary>The number of lines, each of which takes one forward calculation.</summary>
    public const int Lines = 4;

    /// <summary>Takes the test.</summary>
    /// <param name="experiment">Survey and data.</param>
    /// <param name="velocity">The velocity model, row after row.</param>
    /// <param name="direction">How it is perturbed.</param>
    /// <param name="misfit">The misfit there.</param>
    /// <param name="slope">⟨g, dv⟩ there.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    public static IReadOnlyList<TaylorLine> Run(
        Experiment experiment,
        double[] velocity,
        double[] direction,
        double misfit,
        double slope,
        GradientOptions? options = null,
        int threads = 1
    )
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var perturbed = new double[velocity.Length];
        var lines = new List<TaylorLine>();
        for (var k = 0; k < Lines; k++)
        {
            var h = First / (1 << k);
            for (var j = 0; j < perturbed.Length; j++)
                perturbed[j] = velocity[j] + h * direction[j];
            var model = new AcousticModel(experiment, perturbed, threads);
            GradientRun.Compute(model, Interop.CheckpointSchedule.None(), options);
            var remainder = Math.Abs(model.Misfit - misfit - h * slope);
            lines.Add(new TaylorLine(h, remainder, k > 0 ? Math.Log2(lines[^1].Remainder / remainder) : null));
        }

        return lines;
    }
}
