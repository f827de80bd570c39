namespace Schedules.Samples.Acoustic;

/// <summary>
/// The absorbing boundary: a layer in which the wave is multiplied, each step, by a factor a little
/// below one: Cerjan, Kosloff, Kosloff and Reshef (1985), doi 10.1190/1.1441945. It is linear and
/// local, so that its exact adjoint is easy; and the factor of a point is the product of one of its
/// row and one of its column, so that it takes no field of its own.
/// </summary>
public static class Sponge
{
    // What is left of a wave that goes in at this typical Courant number, and comes out again. Less
    // would need a steeper layer, which itself reflects more than it saves; this gives the strength
    // of the paper for its 20 points.
    private const double Through = 0.03;
    private const double Courant = 0.35;
    private const int Widest = 30;

    /// <summary>Points of the layer at each side of a grid: 30, or a sixth of the shorter side of a
    /// small one.</summary>
    /// <param name="nx">Points along a row.</param>
    /// <param name="nz">Rows.</param>
    public static int Width(int nx, int nz) => Math.Min(Widest, Math.Min(nx, nz) / 6);

    /// <summary>The factors along one direction: one inside, and exp(-α (d / width)²) at a depth d
    /// into the layer.</summary>
    /// <param name="points">Points in this direction.</param>
    /// <param name="width">Points of the layer at each end; 0 for none.</param>
    /// <param name="padded">The length of the answer, ones after the last point.</param>
    internal static double[] Taper(int points, int width, int padded)
    {
        var taper = new double[padded];
        Array.Fill(taper, 1);
        // The integral of α (d / width)² there and back is 2/3 α width, at Courant points a step.
        var strength = -1.5 * Courant * Math.Log(Through) / Math.Max(width, 1);
        for (var j = 0; j < width; j++)
        {
            var depth = (width - j) / (double)width;
            taper[j] = taper[points - 1 - j] = Math.Exp(-strength * depth * depth);
        }

        return taper;
    }
}
