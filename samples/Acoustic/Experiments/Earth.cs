namespace Schedules.Samples.Acoustic;

/// <summary>Velocity models: metres a second at each point of a grid, row after row.</summary>
public static class Earth
{
    /// <summary>The fastest of the layers.</summary>
    public const double Fastest = 3500;

    // As a part of the depth; of a deep grid, of as many rows as a shot of a thousand steps sees.
    private const double SeaBed = 0.3;
    private const int DeepestLayers = 200;
    private static readonly double[] Layers = [1500, 1900, 2300, 2900, Fastest];

    /// <summary>The first row below the sea bed.</summary>
    /// <param name="nz">Rows.</param>
    public static int BedRow(int nz) => (int)Math.Ceiling(SeaBed * Depth(nz));

    /// <summary>Water on four layers, faster from the top down, with wavy and dipping boundaries
    /// below a flat sea bed.</summary>
    /// <param name="nx">Points along a row.</param>
    /// <param name="nz">Rows.</param>
    public static double[] Layered(int nx, int nz)
    {
        var velocity = new double[nx * nz];
        Span<double> bottoms = stackalloc double[Layers.Length - 1];
        for (var x = 0; x < nx; x++)
        {
            for (var layer = 0; layer < bottoms.Length; layer++)
                bottoms[layer] = Bottom(layer, x / (double)nx);
            for (var z = 0; z < nz; z++)
            {
                var layer = 0;
                while (layer < bottoms.Length && z >= bottoms[layer] * Depth(nz))
                    layer++;
                velocity[z * nx + x] = Layers[layer];
            }
        }

        return velocity;
    }

    /// <summary>The same without the boundaries below the sea bed: what is known of the
    /// earth before it is looked into. A moving mean, taken twice in each direction; the
    /// water is known.</summary>
    /// <param name="velocity">A velocity model.</param>
    /// <param name="nx">Points along a row.</param>
    /// <param name="nz">Rows.</param>
    public static double[] Smooth(ReadOnlySpan<double> velocity, int nx, int nz)
    {
        var smooth = velocity.ToArray();
        var line = new double[Math.Max(nx, nz)];
        var (radius, bed) = (Depth(nz) / 8, BedRow(nz));
        for (var pass = 0; pass < 2; pass++)
        {
            for (var z = bed; z < nz; z++)
                Average(smooth, z * nx, 1, line.AsSpan(0, nx), radius);
            for (var x = 0; x < nx; x++)
                Average(smooth, bed * nx + x, nx, line.AsSpan(0, nz - bed), radius);
        }

        return smooth;
    }

    /// <summary>A direction in which to perturb a velocity model: two broad anomalies of opposite
    /// sign, of up to 30 m/s.</summary>
    /// <param name="nx">Points along a row.</param>
    /// <param name="nz">Rows.</param>
    public static double[] Anomalies(int nx, int nz)
    {
        var direction = new double[nx * nz];
        for (var z = 0; z < nz; z++)
        for (var x = 0; x < nx; x++)
            direction[z * nx + x] = 30 * (Bump(x, z, 0.35) - Bump(x, z, 0.65));
        return direction;

        double Bump(int x, int z, double middle) =>
            Math.Exp(-40 * (Square(x / (double)nx - middle) + Square(z / (double)Depth(nz) - 0.5)));
    }

    private static int Depth(int nz) => Math.Min(nz, DeepestLayers);

    private static double Bottom(int layer, double across) =>
        SeaBed + layer * (0.15 + 0.05 * (across - 0.5) + 0.012 * Math.Sin(2 * Math.PI * (1.5 * across + 0.3 * layer)));

    /// <summary>The mean over a radius, of what there is of it at the ends.</summary>
    private static void Average(double[] values, int start, int stride, Span<double> line, int radius)
    {
        for (var j = 0; j < line.Length; j++)
            line[j] = values[start + j * stride];
        double sum = 0;
        for (var j = 0; j < Math.Min(radius, line.Length); j++)
            sum += line[j];
        for (var j = 0; j < line.Length; j++)
        {
            sum += j + radius < line.Length ? line[j + radius] : 0;
            sum -= j - radius > 0 ? line[j - radius - 1] : 0;
            values[start + j * stride] = sum / (Math.Min(j + radius, line.Length - 1) - Math.Max(j - radius, 0) + 1);
        }
    }

    private static double Square(double value) => value * value;
}
