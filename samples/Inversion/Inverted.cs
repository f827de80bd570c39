using Schedules.Samples.Drawing;

namespace Schedules.Samples.Inversion;

/// <summary>What a minimiser has come to.</summary>
/// <param name="Misfits">The misfits, in the order in which they were asked for.</param>
/// <param name="Guess">The initial condition from which it started, at the interior nodes.</param>
/// <param name="Found">The one that it has found.</param>
/// <param name="Truth">The one that the observed flow had.</param>
public sealed record Inverted(
    IReadOnlyList<double> Misfits,
    IReadOnlyList<double> Guess,
    IReadOnlyList<double> Found,
    IReadOnlyList<double> Truth
)
{
    private const double Width = 440;
    private const double Height = 260;

    /// <summary>Writes a picture of it, as SVG.</summary>
    /// <param name="file">The file, which is replaced if it is there.</param>
    public void Draw(string file)
    {
        double[] places = [.. Enumerable.Range(1, Truth.Count).Select(j => j / (Truth.Count + 1.0))];
        double[] numbers = [.. Enumerable.Range(1, Misfits.Count)];
        double[] powers = [.. Misfits.Select(Math.Log10)];
        Figure.Write(
            file,
            "The initial condition of a Burgers flow, found from its end by L-BFGS",
            new CurvesPanel(
                "initial condition",
                new("x", 0, 1),
                Axis.Over("u", Truth.Concat(Found).Concat(Guess)),
                [new("true", places, Truth), new("found", places, Found), new("first guess", places, Guess)],
                Width,
                Height
            ),
            new CurvesPanel(
                "misfit",
                new("evaluation", 1, Math.Max(2, Misfits.Count)),
                Axis.Over("log₁₀ of the misfit", powers),
                [new("misfit", numbers, powers)],
                Width,
                Height
            )
        );
    }
}
