using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>A small grid, and fields on it.</summary>
internal static class Fields
{
    public const int Nx = 61;
    public const int Nz = 47;
    public static readonly Grid Small = new(Nx, Nz, 10, 0.0014);

    public static Propagator Layered(int sponge, int threads = 1) => new(Small, Earth.Layered(Nx, Nz), sponge, threads);

    public static double[] Uniform(double velocity)
    {
        var uniform = new double[Nx * Nz];
        Array.Fill(uniform, velocity);
        return uniform;
    }

    public static IEnumerable<(int X, int Z)> Points() =>
        from z in Enumerable.Range(0, Nz)
        from x in Enumerable.Range(0, Nx)
        select (x, z);

    public static IEnumerable<int> Offsets() => Points().Select(point => Small.Offset(point.X, point.Z));

    public static double[] Fill(double[] field, int seed)
    {
        var random = new Random(seed);
        foreach (var at in Offsets())
            field[at] = random.NextDouble() - 0.5;
        return field;
    }

    public static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
