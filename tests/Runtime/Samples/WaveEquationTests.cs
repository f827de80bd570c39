using Schedules.Samples.Acoustic;
using static Schedules.Runtime.Tests.Samples.Fields;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The wave equation, step by step: its order, what it conserves, and what
/// it absorbs.</summary>
public sealed class WaveEquationTests
{
    [Fact]
    public void In_space_it_is_of_fourth_order()
    {
        // How far the Laplacian of a plane wave is from that of the differential equation,
        // in units of its own.
        double Error(double wavenumber)
        {
            var propagator = new Propagator(Small, Uniform(2000), 0, 1);
            var (wave, next) = (Small.Field(), Small.Field());
            foreach (var (x, z) in Points())
                wave[Small.Offset(x, z)] = next[Small.Offset(x, z)] = Math.Sin(wavenumber * (x + 0.5 * z));
            propagator.Step(next, wave);
            var middle = Small.Offset(Nx / 2, Nz / 2);
            var laplacian = (next[middle] - wave[middle]) / propagator.Coupling(middle);
            return Math.Abs(laplacian / (-1.25 * wavenumber * wavenumber * wave[middle]) - 1);
        }

        Assert.InRange(Math.Log2(Error(0.1) / Error(0.05)), 3.98, 4.02);
    }

    [Fact]
    public void In_time_it_is_of_second_order()
    {
        // A standing wave between walls has a frequency; a step at a crest of it
        // takes the phase ω Δt.
        double Error(double timeStep)
        {
            var grid = new Grid(Nx, Nz, 10, timeStep);
            var propagator = new Propagator(grid, Uniform(2000), 0, 1);
            var (previous, current) = (grid.Field(), grid.Field());
            var wavenumber = 0.02;
            foreach (var (x, z) in Points())
                previous[grid.Offset(x, z)] = current[grid.Offset(x, z)] = Math.Cos(wavenumber * (x - Nx / 2));
            var middle = grid.Offset(Nx / 2, Nz / 2);
            // From u⁻ = u the step goes to u (1 - (ω Δt)²); (ω Δt)² itself is 2 - 2 cos(ω
            // Δt) in discrete time.
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
        var (previous, current) = (Small.Field(), Small.Field());
        Fill(previous, seed: 1);
        previous.CopyTo(current, 0);
        var first = Energy(propagator, ref previous, ref current);
        for (var step = 0; step < 200; step++)
            Assert.Equal(1, Energy(propagator, ref previous, ref current) / first, 1e-11);
    }

    [Fact]
    public void The_sponge_absorbs()
    {
        // What comes back from the sides, heard near the source, is what there is not in a grid
        // whose sides are far away.
        double[] Hear(int size, int sponge)
        {
            var grid = new Grid(size, size, 10, 0.0014);
            var velocity = new double[grid.Points];
            Array.Fill(velocity, 2500);
            var source = grid.Offset(size / 2, size / 2);
            return Trace(new Propagator(grid, velocity, sponge, 2), source, source + 25, steps: 650);
        }

        var endless = Hear(520, 0);
        double Reflected(double[] heard) =>
            heard.Zip(endless, (one, other) => Math.Abs(one - other)).Max() / endless.Max(Math.Abs);

        Assert.InRange(Reflected(Hear(180, Sponge.Width(180, 180))), 0, 0.08);
        Assert.InRange(Reflected(Hear(180, 0)), 0.4, double.MaxValue);
    }

    [Fact]
    public void With_the_sponge_the_energy_goes()
    {
        double Left(int sponge)
        {
            const int Size = 120;
            var grid = new Grid(Size, Size, 10, 0.0014);
            var propagator = new Propagator(grid, Earth.Layered(Size, Size), sponge, 1);
            var (previous, current) = (grid.Field(), grid.Field());
            Trace(propagator, grid.Offset(Size / 2, Size / 2), 0, 1200, ref previous, ref current);
            return current.Sum(value => value * value);
        }

        Assert.InRange(Left(Sponge.Width(120, 120)) / Left(0), 0, 1e-3);
    }

    [Fact]
    public void Source_and_receiver_can_change_places()
    {
        var (here, there) = (Small.Offset(9, 12), Small.Offset(44, 31));
        var propagator = Layered(Sponge.Width(Nx, Nz));
        var one = Trace(propagator, here, there, steps: 300);
        var other = Trace(propagator, there, here, steps: 300);
        var largest = one.Max(Math.Abs);
        Assert.True(largest > 1e-4);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First / largest, pair.Second / largest, 1e-12));
    }

    private static double[] Trace(Propagator propagator, int source, int receiver, int steps)
    {
        var (previous, current) = (propagator.Grid.Field(), propagator.Grid.Field());
        return Trace(propagator, source, receiver, steps, ref previous, ref current);
    }

    private static double[] Trace(
        Propagator propagator,
        int source,
        int receiver,
        int steps,
        ref double[] previous,
        ref double[] current
    )
    {
        var trace = new List<double>();
        foreach (var strength in Ricker.Samples(propagator.Grid.TimeStep, steps))
        {
            propagator.Step(previous, current);
            previous[source] += propagator.Coupling(source) * strength;
            (previous, current) = (current, previous);
            trace.Add(current[receiver]);
        }

        return [.. trace];
    }

    /// <summary>½ ⟨(u⁺ - u) / c, u⁺ - u⟩ - ½ ⟨u⁺, L u⟩, as c L u = u⁺ - 2 u + u⁻; goes on
    /// by a step.</summary>
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
}
