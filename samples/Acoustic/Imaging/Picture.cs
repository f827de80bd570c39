using Schedules.Samples.Drawing;

namespace Schedules.Samples.Acoustic;

/// <summary>A picture of an experiment: the earth in which the data were observed, the one from which
/// one starts, and the gradient there, blue where the misfit falls with a higher velocity, brown
/// where it rises.</summary>
public static class Picture
{
    private const double Shown = 0.98;
    private const int MostSamples = 100_000;
    private const int MostReceivers = 60;
    private const double Width = 360;
    private const double LeastHeight = 120;
    private const double MostHeight = 720;

    /// <summary>Writes it as SVG.</summary>
    /// <param name="file">The file, which is replaced if it is there.</param>
    /// <param name="experiment">Survey and velocity models.</param>
    /// <param name="gradient">A number for each point, row after row.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Write(string file, Experiment experiment, double[] gradient)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(gradient);
        var grid = experiment.Grid;
        var truth = Earth.Layered(grid.Nx, grid.Nz);
        var velocity = new Axis("velocity, m/s", truth.Min(), truth.Max());
        // In the water, next to sources and receivers, the gradient is so large that there would be
        // nothing else to see.
        var bed = Earth.BedRow(grid.Nz);
        var scale = Scale(gradient.AsSpan(bed * grid.Nx));
        FieldPanel Field(string title, double[] values, Axis colours, Palette palette) =>
            OnGrid(title, grid, values, colours, palette);
        Figure.Write(
            file,
            "Velocity of the earth, true and smooth, and the gradient of the misfit of seismic data",
            WithSurvey(Field("true velocity", truth, velocity, Palette.Rising), experiment),
            Field("velocity to start from", experiment.Start.ToArray(), velocity, Palette.Rising),
            Field("gradient of the misfit", gradient, new("dJ/dv, s/m", -scale, scale), Palette.Signed)
                .Cover(0, (bed - 0.5) * grid.Spacing, "water, whose velocity is known")
        );
    }

    /// <summary>What all but a fiftieth of the numbers lie within; 1 if that is zero.</summary>
    internal static double Scale(ReadOnlySpan<double> values)
    {
        var stride = 1 + values.Length / MostSamples;
        var sizes = new double[values.Length / stride];
        for (var j = 0; j < sizes.Length; j++)
            sizes[j] = Math.Abs(values[j * stride]);
        Array.Sort(sizes);
        var scale = sizes[(int)(Shown * (sizes.Length - 1))];
        return scale > 0 ? scale : 1;
    }

    private static FieldPanel OnGrid(string title, Grid grid, double[] values, Axis colours, Palette palette) =>
        new FieldPanel(
            title,
            new("x, m", 0, (grid.Nx - 1) * grid.Spacing),
            new("depth, m", (grid.Nz - 1) * grid.Spacing, 0),
            colours,
            palette,
            Width,
            Math.Clamp(Width * grid.Nz / grid.Nx, LeastHeight, MostHeight)
        ).Show(grid.Nx, grid.Nz, (z, x) => values[z * grid.Nx + x]);

    private static FieldPanel WithSurvey(FieldPanel panel, Experiment experiment)
    {
        var (grid, survey) = (experiment.Grid, experiment.Survey);
        IEnumerable<(double X, double Y)> Places(IEnumerable<int> offsets) =>
            offsets.Select(grid.Point).Select(point => (point.X * grid.Spacing, point.Z * grid.Spacing));
        var stride = 1 + survey.Receivers.Count / MostReceivers;
        panel.Mark("receivers", Places(survey.Receivers.Where((_, index) => index % stride == 0)), 1.6, "#fff");
        panel.Mark("sources", Places(survey.Sources), 4.5, "#e8590c");
        return panel;
    }
}
