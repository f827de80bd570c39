using System.Numerics;
using Schedules.Interop;

namespace Schedules.Runtime.Tests.Model;

/// <summary>A model of arrays gives the bits of storing everything under every schedule, wherever
/// it is broken off.</summary>
public sealed class ArrayModelTests
{
    private const int Steps = 23;

    /// <summary>A calculation on a double and a float array and a number, which ends by itself
    /// where its length is not given.</summary>
    private sealed class Calculation
    {
        private readonly double[,] field = new double[2, 2];
        private readonly float[] small = [0, 0, 0];
        private readonly double[] adjoint = new double[4];
        private readonly double[] sum = new double[1];

        public Calculation(double control, bool knowsItsEnd = true)
        {
            Model = new(knowsItsEnd ? Steps : null, [field, small], [adjoint, sum])
            {
                Identify = () => $"calculation from {control:R}",
                Begin = () =>
                {
                    for (var i = 0; i < 4; i++)
                        field[i / 2, i % 2] = control + i;
                    Array.Fill(small, 0.5f);
                },
                Step = n =>
                {
                    for (var i = 0; i < 4; i++)
                        field[i / 2, i % 2] += 0.01 * Math.Sin(field[i / 2, i % 2] + n) * small[n % 3];
                    small[n % 3] *= 0.99f;
                },
                HasEnded = n => n == Steps - 1,
                BeginAdjoint = at =>
                {
                    at.Of<double>(field).CopyTo(adjoint);
                    sum[0] = 0;
                },
                AdjointStep = (n, at) =>
                {
                    var x = at.Of<double>(field);
                    var s = at[small];
                    for (var i = 0; i < 4; i++)
                    {
                        sum[0] += adjoint[i] * x[i];
                        adjoint[i] *= 1 + (0.01 * Math.Cos(x[i] + n) * s[(int)(n % 3)]);
                    }
                },
            };
        }

        public ArrayModel Model { get; }

        public double[] Result => [.. adjoint, .. sum];
    }

    private static double[] Straight(double control)
    {
        var calculation = new Calculation(control);
        using var run = new CheckpointExecutor(calculation.Model, CheckpointSchedule.SingleMemory());
        run.Run();
        return calculation.Result;
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void It_gives_the_bits_of_storing_everything(string family)
    {
        foreach (var control in (double[])[0.7, -2.1])
        foreach (var knowsItsEnd in (bool[])[true, false])
        {
            var calculation = new Calculation(control, knowsItsEnd);
            // Twice with one model: the second run starts from the control again.
            for (var again = 0; again < 2; again++)
            {
                using var run = new CheckpointExecutor(calculation.Model, Families.All[family](Steps));
                run.Run();
                Assert.Equal(Straight(control), calculation.Result);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void It_is_resumed_with_the_same_bits(string family)
    {
        using var place = new Stores.TemporaryDirectory();
        for (var calls = 1; ; calls++)
        {
            // Each time it comes a few steps further: what is in RAM only has to be computed again.
            var calculation = new Calculation(0.7);
            using var stop = new CancellationTokenSource();
            var left = 13 + (4 * calls);
            var model = new ArrayModelStopper(
                calculation.Model,
                () =>
                {
                    if (--left == 0)
                        stop.Cancel();
                }
            );
            using var run = new CheckpointExecutor(
                model,
                Families.All[family](Steps),
                new RunOptions { Journal = new JournalOptions(place.Location) { EveryActions = 1 } }
            );
            try
            {
                run.Run(stop.Token);
                Assert.Equal(Straight(0.7), calculation.Result);
                return;
            }
            catch (OperationCanceledException)
            {
                Assert.InRange(calls, 1, 200);
            }
        }
    }

    [Fact]
    public void A_control_that_a_step_changes_is_refused_before_the_adjoint()
    {
        double[] control = [2],
            x = [0],
            adjoint = [0];
        var model = new ArrayModel(Steps, [x], [adjoint])
        {
            Control = [control],
            Begin = () => x[0] = control[0],
            Step = _ => control[0] = x[0] += 0.01 * x[0],
            BeginAdjoint = _ => adjoint[0] = 1,
            AdjointStep = (_, _) => adjoint[0] *= 1.01,
        };
        using var run = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory());
        var refused = Assert.Throws<InvalidOperationException>(() => run.Run());
        Assert.Contains("when its forward began", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, adjoint[0]);
    }

    [Fact]
    public void A_control_that_changes_between_forward_and_reverse_is_refused()
    {
        double[] control = [2],
            x = [0],
            adjoint = [0];
        var model = new ArrayModel(Steps, [x], [adjoint])
        {
            Control = [control],
            Begin = () => x[0] = 1,
            Step = _ => x[0] += 0.01 * control[0] * x[0],
            BeginAdjoint = _ => adjoint[0] = 1,
            AdjointStep = (_, _) => adjoint[0] *= 1 + (0.01 * control[0]),
        };
        using (var run = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 3)))
        {
            run.RunForward();
            control[0] = 3;
            Assert.Throws<InvalidOperationException>(() => run.RunReverse());
            control[0] = 2;
            Assert.True(run.RunReverse());
            Assert.Equal(Math.Pow(1.02, Steps), adjoint[0], 1e-12);
        }

        // And one that has changed since a run was broken off.
        using var place = new Stores.TemporaryDirectory();
        var options = new RunOptions { Journal = new JournalOptions(place.Location) };
        using (var stopped = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(), options))
            stopped.RunForward();
        control[0] = 3;
        Assert.Throws<JournalException>(() => new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(), options));
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Levels_of_time_can_change_places(string family)
    {
        // u⁺ = 2 u - u⁻ - 0.01 sin u, and its adjoint; the older level becomes the newest.
        double[][] u =

            [
                [0],
                [0],
            ],
            y =

            [
                [0],
                [0],
            ];
        Array[][] recorded =
        [
            [u[1]],
            [u[0]],
        ];
        double last = 0;
        var model = new ArrayModel(Steps, [.. u], [.. y])
        {
            Begin = () => (u[0][0], u[1][0]) = (0.9, 1),
            Step = n =>
            {
                var (older, newer) = (u[n % 2], u[1 - n % 2]);
                older[0] = 2 * newer[0] - older[0] - 0.01 * Math.Sin(newer[0]);
            },
            DependenciesOf = n => recorded[n % 2],
            BeginAdjoint = at =>
            {
                last = at[u[1 - Steps % 2]][0];
                (y[Steps % 2][0], y[1 - Steps % 2][0]) = (0, 1);
            },
            // Of the level that a step makes, and of the one that it reads.
            AdjointStep = (n, at) =>
            {
                var (made, read) = (y[n % 2], y[1 - n % 2]);
                read[0] += made[0] * (2 - 0.01 * Math.Cos(at[u[1 - n % 2]][0]));
                made[0] = -made[0];
            },
        };
        using var run = new CheckpointExecutor(model, Families.All[family](Steps));
        run.Run();

        double End(double start)
        {
            var (older, newer) = (0.9, start);
            for (var n = 0; n < Steps; n++)
                (older, newer) = (newer, 2 * newer - older - 0.01 * Math.Sin(newer));
            return newer;
        }

        Assert.Equal(End(1), last);
        Assert.Equal((End(1 + 1e-5) - End(1 - 1e-5)) / 2e-5, y[1][0], 1e-7);
    }

    [Fact]
    public void Dependencies_that_are_not_alike_are_refused()
    {
        double[] x = [2],
            longer = [1, 2],
            adjoint = [0];
        ArrayModel Model(Func<long, Array[]> of, IReadOnlyList<Array>? fixedOnes = null) =>
            new(Steps, [x], [adjoint])
            {
                Begin = () => x[0] = 1,
                Step = _ => { },
                Dependencies = fixedOnes,
                DependenciesOf = of,
                BeginAdjoint = _ => { },
                AdjointStep = (_, _) => { },
            };

        string Refused(ArrayModel model)
        {
            using var run = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 3));
            return Assert.Throws<InvalidOperationException>(() => run.Run()).Message;
        }

        Assert.Contains("at another step", Refused(Model(n => n % 2 == 0 ? [x] : [longer])));
        Assert.Contains("at another step", Refused(Model(n => n % 2 == 0 ? [x] : [x, longer])));
        Assert.Contains("one of them", Refused(Model(_ => [x], [x])));
    }

    [Fact]
    public void Arrays_that_a_step_leaves_can_be_the_dependencies()
    {
        double[] x = [2],
            slope = [0],
            adjoint = [0];
        var model = new ArrayModel(Steps, [x], [adjoint])
        {
            Begin = () => x[0] = 2,
            Step = _ =>
            {
                slope[0] = 1 - (0.02 * x[0]);
                x[0] -= 0.01 * x[0] * x[0];
            },
            Dependencies = [slope],
            BeginAdjoint = at => adjoint[0] = at[x][0],
            AdjointStep = (_, at) =>
            {
                adjoint[0] *= at[slope][0];
                Assert.Throws<ArgumentException>("array", () => at[x].Length);
            },
        };
        var results = new List<double>();
        foreach (
            var schedule in (CheckpointSchedule[])
                [CheckpointSchedule.SingleMemory(), CheckpointSchedule.Mixed(Steps, 4), CheckpointSchedule.SingleDisk()]
        )
        {
            using var run = new CheckpointExecutor(model, schedule);
            run.Run();
            results.Add(adjoint[0]);
        }

        var (value, expected) = (2.0, 1.0);
        for (var n = 0; n < Steps; n++)
            (value, expected) = (value - (0.01 * value * value), expected * (1 - (0.02 * value)));
        Assert.All(results, result => Assert.Equal(value * expected, result, 1e-12));
        Assert.Single(results.Distinct());
    }

    [Fact]
    public void Structs_of_numbers_are_numbers()
    {
        Complex[] z = [new(1, 1)];
        Complex[] adjoint = [default];
        var model = new ArrayModel(3, [z], [adjoint])
        {
            Begin = () => z[0] = new(1, 1),
            Step = _ => z[0] *= new Complex(0, 1),
            BeginAdjoint = at => adjoint[0] = at.Of<Complex>(z)[0],
            AdjointStep = (_, _) => adjoint[0] *= new Complex(0, -1),
        };
        using var run = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk());
        run.Run();
        Assert.Equal(new Complex(1, 1), adjoint[0]);
    }

    [Fact]
    public void What_cannot_be_is_refused_at_the_call()
    {
        double[] x = [1],
            y = [1];
        ArrayModel Of(long? steps, Array[] state, Array[] adjoint) =>
            new(steps, state, adjoint)
            {
                Begin = () => { },
                Step = _ => { },
                BeginAdjoint = _ => { },
                AdjointStep = (_, _) => { },
            };

        Assert.Throws<ArgumentOutOfRangeException>("steps", () => Of(0, [x], [y]));
        Assert.Throws<ArgumentException>("state", () => Of(1, [], [y]));
        Assert.Throws<ArgumentException>("state", () => Of(1, [Array.Empty<double>()], [y]));
        Assert.Throws<ArgumentException>("state", () => Of(1, [new string[] { "x" }], [y]));
        Assert.Throws<ArgumentException>("state", () => Of(1, [x, x], [y]));
        Assert.Throws<ArgumentException>("adjoint", () => Of(1, [x], [x]));
        foreach (var control in new[] { x, y })
            Assert.Throws<ArgumentException>(
                "Control",
                () =>
                    new ArrayModel(1, [x], [y])
                    {
                        Control = [control],
                        Begin = () => { },
                        Step = _ => { },
                        BeginAdjoint = _ => { },
                        AdjointStep = (_, _) => { },
                    }
            );
        Assert.Throws<InvalidOperationException>(() =>
            new CheckpointExecutor(Of(null, [x], [y]), CheckpointSchedule.SingleMemory()).Run()
        );
    }

    /// <summary>Calls back at each step of another model.</summary>
    private sealed class ArrayModelStopper(ArrayModel model, Action onStep)
        : IAdjointModel,
            IAdjointState,
            IForwardChecksum
    {
        public long? Steps => model.Steps;
        public string? Identity => model.Identity;

        public bool BeginForward() => model.BeginForward();

        public long Advance(long n0, long n1) => One(n0, n1, model.Advance);

        public long Record(long n0, long n1) => One(n0, n1, model.Record);

        public void EndForward(long n) => model.EndForward(n);

        public void BeginAdjoint(long index) => ((IAdjointModel)model).BeginAdjoint(index);

        public void Reverse(long n1, long n0)
        {
            onStep();
            model.Reverse(n1, n0);
        }

        public void ClearDependencies() => model.ClearDependencies();

        public long RestartBytes(long step) => model.RestartBytes(step);

        public void WriteRestart(long step, ref ByteWriter writer) => model.WriteRestart(step, ref writer);

        public void ReadRestart(long step, ref ByteReader reader) => model.ReadRestart(step, ref reader);

        public long DependencyBytes(long step) => model.DependencyBytes(step);

        public void WriteDependencies(long step, ref ByteWriter writer) => model.WriteDependencies(step, ref writer);

        public void ReadDependencies(long step, ref ByteReader reader) => model.ReadDependencies(step, ref reader);

        public long AdjointBytes(long step) => model.AdjointBytes(step);

        public void WriteAdjoint(long step, ref ByteWriter writer) => model.WriteAdjoint(step, ref writer);

        public void ReadAdjoint(long step, ref ByteReader reader) => model.ReadAdjoint(step, ref reader);

        public ulong Checksum() => model.Checksum();

        private long One(long n0, long n1, Func<long, long, long> go)
        {
            for (var n = n0; n < n1; n++)
            {
                onStep();
                if (go(n, n + 1) == n + 1 && model.Steps == n + 1)
                    return n + 1;
            }

            return n1;
        }
    }
}
