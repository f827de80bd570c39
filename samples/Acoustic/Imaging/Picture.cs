namespace Schedules.Samples.Acoustic;

/// <summary>A picture of a gradient: blue where the misfit falls with a higher velocity, brown
/// where it rises.</summary>
public static class Picture
{
    private const double Shown = 0.98;
    private const int MostSamples = 100_000;

    /// <summary>Writes it as PNG.</summary>
    /// <param name="file">The file, which is replaced if it is there.</param>
    /// <param name="gradient">A number for each point, row after row.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="firstRow">The row from which on all colours are to be seen: above it, next to sources and receivers, the
    /// gradient is so large that there would be nothing else to see.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Write(string file, double[] gradient, Grid grid, int firstRow)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(grid);
        var scale = Scale(gradient.AsSpan(firstRow * grid.Nx));
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        Png.Write(
            stream,
            grid.Nx,
            grid.Nz,
            Palette.Bytes(),
            (z, x) => Palette.Colour(gradient[z * grid.Nx + x], scale)
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
}
