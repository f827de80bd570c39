namespace Schedules.Samples.Drawing;

/// <summary>A line through points.</summary>
/// <param name="Name">What it is.</param>
/// <param name="X">Along the axis across.</param>
/// <param name="Y">Along the axis up, as many.</param>
internal sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Some curves, with their names.</summary>
/// <param name="title">What stands above them.</param>
/// <param name="across">The axis from left to right.</param>
/// <param name="up">The axis from the bottom up.</param>
/// <param name="curves">Up to three.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
internal sealed class CurvesPanel(
    string title,
    Axis across,
    Axis up,
    IReadOnlyList<Curve> curves,
    double width,
    double height
) : Panel(title, across, up, width, height)
{
    // Told apart without red and green, and in print.
    private static readonly string[] Styles =
    [
        "stroke=\"#2166ac\" stroke-width=\"2\"",
        "stroke=\"#d97a1e\" stroke-width=\"2\" stroke-dasharray=\"7 4\"",
        "stroke=\"#777\" stroke-width=\"1.5\" stroke-dasharray=\"2 3\"",
    ];

    /// <inheritdoc/>
    protected override void Inside(Svg svg, double left, double top)
    {
        if (Math.Min(Up.From, Up.To) < 0 && Math.Max(Up.From, Up.To) > 0)
        {
            var zero = top + (1 - Up.Place(0)) * InnerHeight;
            svg.Line(left, zero, left + InnerWidth, zero, "stroke=\"#ccc\"");
        }

        foreach (var (curve, style) in curves.Zip(Styles))
            svg.Curve(
                curve.X.Zip(
                    curve.Y,
                    (x, y) => (left + Across.Place(x) * InnerWidth, top + (1 - Up.Place(y)) * InnerHeight)
                ),
                style
            );
        if (curves.Count < 2)
            return;
        foreach (var (index, curve) in curves.Index())
        {
            var y = top + 18 + index * 18;
            svg.Line(left + InnerWidth - 134, y - 4, left + InnerWidth - 104, y - 4, Styles[index]);
            svg.Text(left + InnerWidth - 98, y, curve.Name, "start");
        }
    }
}
