using Schedules.Interop;
using Schedules.Samples.Pendulum;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>The Hessian of the sample is the derivative of its gradient.</summary>
public sealed class HessianTests
{
    private const long Steps = 300;
    private static readonly double[] Control = [1.0, 0.3, 0.1];

    public static TheoryData<CheckpointSchedule> Schedules => PendulumTests.Of(Steps);

    [Theory]
    [MemberData(nameof(Schedules), DisableDiscoveryEnumeration = true)]
    public void It_has_the_same_bits_under_every_schedule(CheckpointSchedule schedule)
    {
        foreach (
            var direction in (double[][])
                [
                    [1, 0, 0],
                    [0.2, -0.7, 1.3],
                ]
        )
            Assert.Equal(Product(direction, CheckpointSchedule.SingleMemory()), Product(direction, schedule));
    }

    [Fact]
    public void It_is_symmetric_to_rounding()
    {
        double[][] columns = [.. Enumerable.Range(0, 3).Select(i => Product(Unit(i), Revolve))];
        var largest = columns.SelectMany(column => column).Max(Math.Abs);
        Assert.True(largest > 0.1);
        for (var i = 0; i < 3; i++)
        for (var j = 0; j < i; j++)
            Assert.InRange(Math.Abs(columns[i][j] - columns[j][i]), 0, 1e-13 * largest);
        // And so linear: along any direction it is their sum.
        double[] direction = [0.2, -0.7, 1.3];
        var product = Product(direction, Revolve);
        for (var i = 0; i < 3; i++)
            Assert.Equal(direction.Zip(columns, (d, column) => d * column[i]).Sum(), product[i], 1e-12 * largest);
    }

    /// <summary>Central differences, whose error falls with the square of the length.</summary>
    [Fact]
    public void It_is_what_differences_of_gradients_come_to_at_the_rate_of_two()
    {
        foreach (
            var direction in (double[][])
                [
                    [1, 0, 0],
                    [0, 1, 0],
                    [0, 0, 1],
                    [0.2, -0.7, 1.3],
                ]
        )
        {
            var product = Product(direction, Revolve);
            double Error(double h)
            {
                var (plus, minus) = (Gradient(direction, h), Gradient(direction, -h));
                return Enumerable.Range(0, 3).Max(i => Math.Abs((plus[i] - minus[i]) / (2 * h) - product[i]));
            }

            var errors = (double[])[.. Enumerable.Range(0, 4).Select(k => Error(0.02 / (1 << k)))];
            foreach (var (longer, shorter) in errors.Zip(errors.Skip(1)))
                Assert.InRange(Math.Log2(longer / shorter), 1.95, 2.05);
        }
    }

    private static CheckpointSchedule Revolve => CheckpointSchedule.Revolve(Steps, 4);

    private static double[] Unit(int index) => [.. Enumerable.Range(0, 3).Select(i => i == index ? 1.0 : 0.0)];

    private static double[] Product(double[] direction, CheckpointSchedule schedule)
    {
        var hessian = new Hessian(Steps);
        hessian.Compute(Control, direction, schedule);
        return hessian.Product;
    }

    private static double[] Gradient(double[] direction, double h)
    {
        var hessian = new Hessian(Steps);
        hessian.Compute([.. Control.Zip(direction, (c, d) => c + h * d)], direction, Revolve);
        return hessian.Gradient;
    }
}
