using Schedules.Interop.Consumer;

namespace Schedules.Interop.Tests;

/// <summary>A solver that does as it is told, and sees only the facade, computes the right
/// derivative.</summary>
public class GradientTests
{
    private const double Start = 0.7;
    private const int Longest = 15;

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void A_solver_that_follows_the_actions_computes_the_derivative(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, Longest, member => !member.StifflyAccurate))
        {
            if (schedule.Adjoints == 0)
                continue;
            var solver = new Solver((_, _) => false);
            var run = schedule.Start();
            foreach (var _ in Families.Permitted(schedule))
                Assert.True(Derivative(schedule.Steps!.Value) == solver.Gradient(run, Start), label);
            Assert.True(solver.Kept == 0 || schedule.Adjoints is null, label);
        }
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void A_solver_that_finds_its_end_on_the_way_computes_the_same(string family)
    {
        foreach (var member in Families.Of(family))
        foreach (var bound in (double[])[0.71, 1, 1.5, 2, 2.5, 3])
        {
            if (member.Open!.Adjoints == 0)
                continue;
            var solver = new Solver((_, state) => state >= bound);
            var run = member.Open.Start();
            foreach (var _ in Families.Permitted(member.Open))
                Assert.True(solver.Gradient(run, Start) == Derivative(run.MaxN!.Value), $"{member.Label}, to {bound}");
            Assert.True(run.MaxN == End(bound), member.Label);
        }
    }

    private static double Derivative(long steps)
    {
        List<double> states = [Start];
        for (var step = 0; step < steps; step++)
            states.Add(Solver.Advance(step, states[step]));

        var adjoint = 1.0;
        for (var step = (int)steps - 1; step >= 0; step--)
            adjoint *= Solver.Slope(step, states[step]);
        return adjoint;
    }

    private static long End(double bound)
    {
        var (step, state) = (0L, Start);
        do state = Solver.Advance(step++, state);
        while (state < bound);
        return step;
    }
}
