using Schedules.Samples.Acoustic;
using static Schedules.Runtime.Tests.Samples.Fields;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The steps as a program: one the transpose of the other, the same bits on any threads,
/// and nothing wrong let in.</summary>
public sealed class PropagatorTests
{
    [Fact]
    public void The_adjoint_step_is_the_transpose_of_the_linearised_step()
    {
        var propagator = Layered(Sponge.Width(Nx, Nz));
        double[] Random(int seed) => Fill(Small.Field(), seed);
        var wave = Random(1);
        var (previous, current, change) = (Random(2), Random(3), Random(4));
        var (kept, next) = (Random(5), Random(6));

        // Forward: (δu⁻, δu, δc) to (δu, δu⁺).
        var stepped = (double[])previous.Clone();
        propagator.Step(stepped, current);
        propagator.Scatter(stepped, wave, change);
        var forward = Dot(kept, current) + Dot(next, stepped);

        // Back: (μ, λ) to (μ', λ', c̄), in the variables y = c g λ and y⁺, of which μ
        // is -g² λ⁺ = -g y⁺ / c.
        var (y, later, image) = (Small.Field(), Small.Field(), Small.Field());
        foreach (var at in Offsets())
        {
            y[at] = propagator.Coupling(at) * next[at];
            later[at] = -kept[at] * Courant(at) / propagator.Factor(at);
        }

        propagator.StepBack(later, y, wave, image);
        double back = 0;
        foreach (var at in Offsets())
            back +=
                -propagator.Factor(at) * y[at] / Courant(at) * previous[at]
                + later[at] / propagator.Coupling(at) * current[at]
                + image[at] / Courant(at) * change[at];

        Assert.Equal(1, back / forward, 1e-12);

        double Courant(int at) => propagator.Coupling(at) / propagator.Factor(at);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(100)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        double[][] Run(int count)
        {
            var propagator = Layered(Sponge.Width(Nx, Nz), count);
            double[][] fields = [.. Enumerable.Range(0, 5).Select(seed => Fill(Small.Field(), seed))];
            for (var step = 0; step < 50; step++)
            {
                propagator.Step(fields[0], fields[1]);
                propagator.StepBack(fields[2], fields[3], fields[0], fields[4]);
                propagator.Scatter(fields[3], fields[1], fields[0]);
                propagator.Copy(fields[0], fields[1]);
            }

            return fields;
        }

        foreach (var (one, many) in Run(1).Zip(Run(threads)))
            Bits.AssertEqual(one, many);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(4400)]
    public void A_velocity_that_is_not_stable_is_refused(double wrong)
    {
        var velocity = Uniform(2000);
        velocity[17] = wrong;
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Propagator(Small, velocity, 0, 1));
        Assert.Equal("velocity", refused.ParamName);
        Assert.Contains("(17, 0)", refused.Message);
    }

    [Fact]
    public void A_grid_too_large_for_restart_data_is_refused()
    {
        Assert.Equal("nz", Assert.Throws<ArgumentOutOfRangeException>(() => new Grid(20_000, 20_000, 1, 1)).ParamName);
        Assert.Equal("nz", Assert.Throws<ArgumentOutOfRangeException>(() => new Grid(int.MaxValue, 8, 1, 1)).ParamName);
        Assert.Equal("nx", Assert.Throws<ArgumentOutOfRangeException>(() => new Grid(7, 8, 1, 1)).ParamName);
    }
}
