using Schedules.Interop;
using Schedules.Samples.Burgers;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The sample Burgers as a model of arrays has the bits of the one that knows each
/// byte.</summary>
public sealed class ArrayBurgersTests
{
    private const int Steps = 40;
    private const int Nodes = 30;

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Its_gradient_has_the_same_bits(string family)
    {
        var expected = new BurgersModel(Steps, Controls.Hump(Nodes));
        using (var run = new CheckpointExecutor(expected, Families.All[family](Steps)))
            run.Run();

        var scheme = new BurgersScheme(Nodes, Steps);
        double[] state = new double[Nodes],
            next = new double[Nodes],
            gradient = new double[Nodes];
        var model = new ArrayModel(Steps, [state], [gradient])
        {
            Begin = () => Controls.Hump(Nodes).CopyTo(state, 0),
            Step = _ =>
            {
                scheme.Advance(state, next);
                next.CopyTo(state, 0);
            },
            Dependencies = [state],
            BeginAdjoint = at => scheme.EnergyDerivative(at[state], gradient),
            AdjointStep = (_, at) => scheme.GoBack(at[state], gradient),
        };
        using var executor = new CheckpointExecutor(model, Families.All[family](Steps));
        executor.Run();
        Assert.Equal(expected.Gradient, gradient);
    }
}
