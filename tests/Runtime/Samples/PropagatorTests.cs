using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The wave equation, step by step: its order, what it conserves, what it absorbs, and its transpose.</summary>
public sealed class PropagatorTests
{
    private const int Nx = 61;
    private const int Nz = 47;
    private static readonly Grid Grid = new(Nx, Nz, 10, 0.0014);

    private static Propagator Layered(int sponge, int threads = 1) => new(Grid, Earth.Layered(Nx, Nz), sponge, threads);

    [Fact]
    public void In_space_it_is_of_fourth_order()
    {
        // How far the Laplacian of a plane wave is from that of the differential equation, in units of its own.
        double Error(double wavenumber)
        {
            var propagator = new Propagator(Grid, Uniform(2000), 0, 1);
            var (wave, next) = (Grid.Field(), Grid.Field());
            foreach (var (x, z) in Points())
                wave[Grid.Offset(x, z)] = next[Grid.Offset(x, z)] = Math.Sin(wavenumber * (x + 0.5 * z));
            propagator.Step(next, wave);
            var middle = Grid.Offset(Nx / 2, Nz / 2);
            var laplacian = (next[middle] - wave[middle]) / propagator.Coupling(middle);
            return Math.Abs(laplacian / (-1.25 * wavenumber * wavenumber * wave[middle]) - 1);
        }

        Assert.InRange(Math.Log2(Error(0.1) / Error(0.05)), 3.98, 4.02);
    }

    [Fact]
    public void In_time_it_is_of_second_order()
    {
        // A standing wave between walls has a frequency; a step at a crest of it takes the phase ω Δt.
        double Error(double timeStep)
        {
            var grid = new Grid(Nx, Nz, 10, timeStep);
            var propagator = new Propagator(grid, Uniform(2000), 0, 1);
            var (previous, current) = (grid.Field(), grid.Field());
            var wavenumber = 0.02;
            foreach (var (x, z) in Points())
                previous[grid.Offset(x, z)] = current[grid.Offset(x, z)] = Math.Cos(wavenumber * (x - Nx / 2));
            var middle = grid.Offset(Nx / 2, Nz / 2);
            // From u⁻ = u the step goes to u (1 - (ω Δt)²); (ω Δt)² itself is 2 - 2 cos(ω Δt) in discrete time.
            propagator.Step(previous, current);
            var discrete = Math.Acos(1 - (current[middle] - previous[middle]) / (2 * current[middle])) / timeStep;
            return Math.Abs(discrete / (wavenumber / 10 * 2000) - 1);
        }

        Assert.InRange(Math.Log2(Error(0.002) / Error(0.001)), 1.95, 2.05);
    }

    [Fact]
    public void Without_the_sponge_the_energy_is_conserved()
    {
        var propagator = Layered(sponge: 0);
        var (previous, current) = (Grid.Field(), Grid.Field());
        Fill(previous, seed: 1);
        previous.CopyTo(current, 0);
        var first = Energy(propagator, ref previous, ref current);
        for (var step = 0; step < 200; step++)
            Assert.Equal(1, Energy(propagator, ref previous, ref current) / first, 1e-11);
    }

    [Fact]
    public void The_sponge_absorbs()
    {
        double Left(int sponge)
        {
            const int Size = 120;
            var grid = new Grid(Size, Size, 10, 0.0014);
            var velocity = new double[grid.Points];
            Array.Fill(velocity, 2500);
            var propagator = new Propagator(grid, velocity, sponge, 1);
            var (previous, current) = (grid.Field(), grid.Field());
            var source = grid.Offset(Size / 2, Size / 2);
            var wavelet = Ricker.Samples(grid.TimeStep, 700);
            foreach (var strength in wavelet)
            {
                propagator.Step(previous, current);
                previous[source] += propagator.Coupling(source) * strength;
                (previous, current) = (current, previous);
            }

            return current.Sum(value => value * value);
        }

        var ratio = Left(Sponge.Width(120, 120)) / Left(0);
        Assert.InRange(ratio, 0, 1e-4);
    }

    [Fact]
    public void Source_and_receiver_can_change_places()
    {
        var (here, there) = (Grid.Offset(9, 12), Grid.Offset(44, 31));
        var one = Trace(here, there);
        var other = Trace(there, here);
        var largest = one.Max(Math.Abs);
        Assert.True(largest > 1e-4);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First / largest, pair.Second / largest, 1e-12));
    }

    [Fact]
    public void The_adjoint_step_is_the_transpose_of_the_linearised_step()
    {
        var propagator = Layered(Sponge.Width(Nx, Nz));
        double[] Random(int seed) => Fill(Grid.Field(), seed);
        var wave = Random(1);
        var (previous, current, change) = (Random(2), Random(3), Random(4));
        var (kept, next) = (Random(5), Random(6));

        // Forward: (δu⁻, δu, δc) to (δu, δu⁺).
        var stepped = (double[])previous.Clone();
        propagator.Step(stepped, current);
        propagator.Scatter(stepped, wave, change);
        var forward = Dot(kept, current) + Dot(next, stepped);

        // Back: (μ, λ) to (μ', λ', c̄), in the variables y = c g λ and y⁺, of which μ is -g² λ⁺ = -g y⁺ / c.
        var (y, later, image) = (Grid.Field(), Grid.Field(), Grid.Field());
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
            double[][] fields = [.. Enumerable.Range(0, 5).Select(seed => Fill(Grid.Field(), seed))];
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
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Propagator(Grid, velocity, 0, 1));
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

    private static double[] Trace(int source, int receiver)
    {
        var propagator = Layered(Sponge.Width(Nx, Nz));
        var (previous, current) = (Grid.Field(), Grid.Field());
        var trace = new List<double>();
        foreach (var strength in Ricker.Samples(Grid.TimeStep, 300))
        {
            propagator.Step(previous, current);
            previous[source] += propagator.Coupling(source) * strength;
            (previous, current) = (current, previous);
            trace.Add(current[receiver]);
        }

        return [.. trace];
    }

    /// <summary>½ ⟨(u⁺ - u) / c, u⁺ - u⟩ - ½ ⟨u⁺, L u⟩, as c L u = u⁺ - 2 u + u⁻; goes on by a step.</summary>
    private static double Energy(Propagator propagator, ref double[] previous, ref double[] current)
    {
        var before = (double[])previous.Clone();
        propagator.Step(previous, current);
        (previous, current) = (current, previous);
        double energy = 0;
        foreach (var at in Offsets())
        {
            var (change, bend) = (current[at] - previous[at], current[at] - 2 * previous[at] + before[at]);
            energy += (change * change - current[at] * bend) / (2 * propagator.Coupling(at));
        }

        return energy;
    }

    private static double[] Uniform(double velocity)
    {
        var uniform = new double[Nx * Nz];
        Array.Fill(uniform, velocity);
        return uniform;
    }

    private static IEnumerable<(int X, int Z)> Points() =>
        from z in Enumerable.Range(0, Nz)
        from x in Enumerable.Range(0, Nx)
        select (x, z);

    private static IEnumerable<int> Offsets() => Points().Select(point => Grid.Offset(point.X, point.Z));

    private static double[] Fill(double[] field, int seed)
    {
        var random = new Random(seed);
        foreach (var at in Offsets())
            field[at] = random.NextDouble() - 0.5;
        return field;
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
