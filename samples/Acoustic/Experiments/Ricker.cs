namespace Schedules.Samples.Acoustic;

/// <summary>The wavelet of N. Ricker (1953): the second derivative of a bell curve, (1 - 2 a²)
/// exp(-a²) with a = π f (t - 1.2 / f).</summary>
public static class Ricker
{
    /// <summary>The frequency f where its spectrum is highest, in hertz.</summary>
    public const double Peak = 10;

    /// <summary>Its values at the start of each time step.</summary>
    /// <param name="timeStep">Seconds of a step.</param>
    /// <param name="steps">Steps.</param>
    public static double[] Samples(double timeStep, int steps)
    {
        var samples = new double[steps];
        for (var k = 0; k < steps; k++)
        {
            var angle = Math.PI * Peak * (k * timeStep - 1.2 / Peak);
            samples[k] = (1 - 2 * angle * angle) * Math.Exp(-angle * angle);
        }

        return samples;
    }
}
