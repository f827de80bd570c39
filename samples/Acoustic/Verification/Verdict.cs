namespace Schedules.Samples.Acoustic;

/// <summary>What is known of a gradient.</summary>
/// <param name="Adjoint">Its product with a direction.</param>
/// <param name="Tangent">The derivative along that direction by the tangent-linear.</param>
/// <param name="Lines">The Taylor test along that direction.</param>
public sealed record Verdict(double Adjoint, double Tangent, IReadOnlyList<TaylorLine> Lines)
{
    /// <summary>How far the two may be apart: they differ by rounding only, summed over
    /// all steps.</summary>
    public const double Tolerance = 1e-11;

    /// <summary>How far they are apart, relative to the larger one.</summary>
    public double Apart => Math.Abs(Adjoint - Tangent) / Math.Max(Math.Abs(Adjoint), Math.Abs(Tangent));

    /// <summary>What is not as it must be: nothing, if all is well.</summary>
    public IReadOnlyList<string> Complaints =>
        [
            .. Apart <= Tolerance
                ? Array.Empty<string>()
                : [FormattableString.Invariant($"adjoint and tangent-linear are apart by {Apart:0.0e+00}")],
            .. Lines
                .Where(line => !line.IsSecondOrder)
                .Select(line =>
                    FormattableString.Invariant($"at h = {line.H:g4} the rate is {line.Rate:0.0000}, not 2")
                ),
        ];

    /// <summary>Takes both tests.</summary>
    /// <param name="experiment">Survey and data.</param>
    /// <param name="velocity">The velocity model, row after row.</param>
    /// <param name="misfit">The misfit there.</param>
    /// <param name="gradient">The gradient there.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <param name="threads">Threads, at least 1: they do not change a bit.</param>
    public static Verdict On(
        Experiment experiment,
        double[] velocity,
        double misfit,
        double[] gradient,
        GradientOptions? options = null,
        int threads = 1
    )
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(gradient);
        var direction = Earth.Anomalies(experiment.Grid.Nx, experiment.Grid.Nz);
        double slope = 0;
        for (var j = 0; j < gradient.Length; j++)
            slope += gradient[j] * direction[j];
        return new Verdict(
            slope,
            TangentLinear.Derivative(experiment, velocity, direction, options, threads),
            TaylorTest.Run(experiment, velocity, direction, misfit, slope, options, threads)
        );
    }
}
