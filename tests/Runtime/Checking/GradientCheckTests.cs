using Schedules.Interop;
using Schedules.Samples.Acoustic;

namespace Schedules.Runtime.Tests.Checking;

/// <summary>What is wrong is named; what is right raises no alarm.</summary>
public sealed class GradientCheckTests
{
    private const double H = 0.05;
    private const int Steps = 20;
    private readonly double[] control = [0.8, -0.3];
    private readonly double[] gradient = new double[2];
    private readonly double[] x = new double[2];

    /// <summary>Two coupled numbers; half the sum of their squares at the end.</summary>
    private ArrayModel Right() =>
        new(Steps, [x], [gradient])
        {
            Begin = () => control.CopyTo(x, 0),
            Step = n => (x[0], x[1]) = (x[0] + (H * x[1] * x[0]), x[1] - (H * Math.Sin(x[0])) + (0.01 * (n % 3))),
            BeginAdjoint = at => at[x].CopyTo(gradient),
            AdjointStep = (_, at) => Back(at[x], 1, 1),
        };

    private void Back(ReadOnlySpan<double> x, double diagonal, double coupling) =>
        (gradient[0], gradient[1]) = (
            (gradient[0] * (1 + (diagonal * H * x[1]))) - (coupling * H * Math.Cos(x[0]) * gradient[1]),
            gradient[1] + (H * x[0] * gradient[0])
        );

    private double Objective() => x.Sum(value => value * value) / 2;

    private GradientCheckResult Check(IAdjointModel model, GradientCheckOptions? options = null) =>
        GradientCheck.Run(model, control, Objective, gradient, options);

    private static void Named(GradientFault fault, GradientCheckResult result)
    {
        Assert.True(result.Findings.Any(finding => finding.Fault == fault), result.ToString());
        Assert.False(result.Passes);
        Assert.Contains(fault.ToString(), result.ToString());
        Assert.Throws<InvalidOperationException>(result.ThrowIfNotRight);
    }

    private static void IsRight(GradientCheckResult result)
    {
        Assert.True(result.Passes, result.ToString());
        result.ThrowIfNotRight();
        Assert.Equal(2, result.Tests.Count);
        Assert.All(result.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void A_right_gradient_passes_at_second_order()
    {
        var result = Check(Right());
        IsRight(result);
        Assert.All(result.Tests, test => Assert.InRange(test.Rate!.Value, 1.8, 2.2));
        Assert.Equal([0.8, -0.3], control);
    }

    [Fact]
    public void A_field_of_the_step_before_that_is_not_in_the_state_is_named()
    {
        var (before, grid) = (new double[6], new double[6]);
        var model = new ArrayModel(Steps, [grid], [new double[6], gradient])
        {
            Begin = () =>
            {
                for (var i = 0; i < grid.Length; i++)
                    before[i] = grid[i] = (control[0] * Math.Sin(i)) + control[1];
            },
            Step = _ =>
            {
                for (var i = 0; i < grid.Length; i++)
                    (grid[i], before[i]) = ((2 * grid[i]) - before[i] - (H * Math.Sin(grid[i] + i)), grid[i]);
            },
            BeginAdjoint = _ => { },
            AdjointStep = (_, _) => { },
        };
        Named(GradientFault.MissingField, GradientCheck.Run(model, control, () => grid.Sum(), gradient));
    }

    [Fact]
    public void The_size_of_the_time_step_that_is_not_in_the_state_is_named()
    {
        var size = H;
        var right = Right();
        var model = new ArrayModel(Steps, [x], [gradient])
        {
            Begin = () =>
            {
                control.CopyTo(x, 0);
                size = H;
            },
            Step = _ =>
            {
                (x[0], x[1]) = (x[0] + (size * x[1] * x[0]), x[1] - (size * Math.Sin(x[0])));
                size = H / (1 + Math.Abs(x[0]));
            },
            BeginAdjoint = right.BeginAdjoint,
            AdjointStep = right.AdjointStep,
        };
        Named(GradientFault.MissingNumber, Check(model));
    }

    [Fact]
    public void Random_numbers_in_the_step_are_named()
    {
        var (random, right) = (new Random(1), Right());
        Named(
            GradientFault.NotReproducible,
            Check(
                new ArrayModel(Steps, [x], [gradient])
                {
                    Begin = right.Begin,
                    Step = n =>
                    {
                        right.Step(n);
                        x[1] += 1e-9 * random.NextDouble();
                    },
                    BeginAdjoint = right.BeginAdjoint,
                    AdjointStep = right.AdjointStep,
                }
            )
        );
    }

    [Fact]
    public void A_gradient_with_the_wrong_sign_is_named()
    {
        var right = Right();
        var model = new ArrayModel(Steps, [x], [gradient])
        {
            Begin = right.Begin,
            Step = right.Step,
            BeginAdjoint = at =>
            {
                for (var i = 0; i < x.Length; i++)
                    gradient[i] = -at[x][i];
            },
            AdjointStep = right.AdjointStep,
        };
        Named(GradientFault.WrongSign, Check(model));
    }

    [Theory]
    [InlineData(-1, 1, GradientFault.WrongSign)]
    [InlineData(1, -1, GradientFault.WrongSign)]
    [InlineData(0, 1, GradientFault.MissingTerm)]
    [InlineData(1, 0, GradientFault.MissingTerm)]
    [InlineData(1, 2, GradientFault.WrongTerm)]
    public void A_term_of_the_adjoint_step_that_is_wrong_is_named_with_its_place(
        double diagonal,
        double coupling,
        GradientFault fault
    )
    {
        var right = Right();
        var result = Check(
            new ArrayModel(Steps, [x], [gradient])
            {
                Begin = right.Begin,
                Step = right.Step,
                BeginAdjoint = right.BeginAdjoint,
                AdjointStep = (_, at) => Back(at[x], diagonal, coupling),
            }
        );
        Named(fault, result);
        Assert.Contains(
            diagonal == 1
                ? "of array 0, index 1, after it by array 0, index 0, before"
                : "of array 0, index 0, after it by array 0, index 0, before",
            result.ToString()
        );
    }

    [Fact]
    public void A_number_of_the_control_that_the_gradient_forgets_is_named()
    {
        var model = new Powers(control, gradient) { Forgets = true };
        Named(GradientFault.MissingTerm, GradientCheck.Run(model, control, () => model.Value, gradient));
    }

    [Fact]
    public void Dependencies_of_the_first_recording_are_named()
    {
        var model = new Powers(control, gradient) { KeepsTheFirst = true };
        Named(GradientFault.StaleDependencies, GradientCheck.Run(model, control, () => model.Value, gradient));
    }

    [Fact]
    public void Dependencies_that_change_as_the_forward_goes_on_are_named()
    {
        var model = new Powers(control, gradient) { SharesTheLast = true };
        var result = GradientCheck.Run(model, control, () => model.Value, gradient);
        Named(GradientFault.DependenciesOverwritten, result);
    }

    [Fact]
    public void Dependencies_that_are_not_all_written_are_named()
    {
        var model = new Powers(control, gradient) { WritesHalf = true };
        Named(GradientFault.DependenciesIncomplete, GradientCheck.Run(model, control, () => model.Value, gradient));
    }

    [Fact]
    public void Restart_data_in_another_order_are_named()
    {
        var model = new Powers(control, gradient) { ReadsSwapped = true };
        Named(GradientFault.RestartReadsDifferently, GradientCheck.Run(model, control, () => model.Value, gradient));
    }

    [Fact]
    public void A_model_of_bytes_that_is_right_passes()
    {
        var model = new Powers(control, gradient);
        IsRight(GradientCheck.Run(model, control, () => model.Value, gradient));
    }

    [Fact]
    public void A_sum_that_is_not_among_the_arrays_of_the_adjoint_is_named()
    {
        double[] adjoint = new double[2];
        var total = new double[2];
        ArrayModel Model(params Array[] arrays) =>
            new(Steps, [x], arrays)
            {
                Begin = () => x.AsSpan().Fill(0.5),
                Step = _ => (x[0], x[1]) = (x[0] + (H * control[0] * x[1]), x[1] + (H * control[1] * x[0] * x[0])),
                BeginAdjoint = at =>
                {
                    at[x].CopyTo(adjoint);
                    Array.Clear(total);
                },
                AdjointStep = (_, at) =>
                {
                    total[0] += H * at[x][1] * adjoint[0];
                    total[1] += H * at[x][0] * at[x][0] * adjoint[1];
                    (adjoint[0], adjoint[1]) = (
                        adjoint[0] + (2 * H * control[1] * at[x][0] * adjoint[1]),
                        adjoint[1] + (H * control[0] * adjoint[0])
                    );
                },
            };

        IsRight(GradientCheck.Run(Model(adjoint, total), control, Objective, total));
        Named(GradientFault.AdjointStateIncomplete, GradientCheck.Run(Model(adjoint), control, Objective, total));
    }

    [Fact]
    public void Arrays_that_are_exchanged_do_not_pass()
    {
        var (now, next) = (new double[2], new double[2]);
        var model = new ArrayModel(Steps, [now, next], [gradient])
        {
            Begin = () => control.CopyTo(now, 0),
            Step = _ =>
            {
                (next[0], next[1]) = (now[0] + (H * now[1] * now[0]), now[1] - (H * Math.Sin(now[0])));
                (now, next) = (next, now);
            },
            BeginAdjoint = at => at[now].CopyTo(gradient),
            AdjointStep = (_, at) => Back(at[now], 1, 1),
        };
        Assert.False(GradientCheck.Run(model, control, () => now.Sum(value => value * value) / 2, gradient).Passes);
    }

    [Fact]
    public void A_tangent_is_compared_with_the_adjoint()
    {
        double Tangent(double[] direction)
        {
            var (at, along) = (control.ToArray(), direction.ToArray());
            for (var n = 0; n < Steps; n++)
                (at, along) = (
                    [at[0] + (H * at[1] * at[0]), at[1] - (H * Math.Sin(at[0])) + (0.01 * (n % 3))],
                    [
                        along[0] + (H * ((along[1] * at[0]) + (at[1] * along[0]))),
                        along[1] - (H * Math.Cos(at[0]) * along[0]),
                    ]
                );
            return (at[0] * along[0]) + (at[1] * along[1]);
        }

        IsRight(Check(Right(), new() { Tangent = Tangent }));
        Named(GradientFault.TangentDiffers, Check(Right(), new() { Tangent = d => 1.000001 * Tangent(d) }));
    }

    [Fact]
    public void Float_states_raise_no_false_alarm()
    {
        float[] y = new float[2],
            back = new float[2];
        var model = new ArrayModel(Steps, [y], [back])
        {
            Begin = () => (y[0], y[1]) = ((float)control[0], (float)control[1]),
            Step = _ => (y[0], y[1]) = (y[0] + (0.05f * y[1] * y[0]), y[1] - (0.05f * MathF.Sin(y[0]))),
            BeginAdjoint = at => at[y].CopyTo(back),
            AdjointStep = (_, at) =>
                (back[0], back[1]) = (
                    (back[0] * (1 + (0.05f * at[y][1]))) - (0.05f * MathF.Cos(at[y][0]) * back[1]),
                    back[1] + (0.05f * at[y][0] * back[0])
                ),
        };
        IsRight(
            GradientCheck.Run(
                at =>
                {
                    at.CopyTo(control, 0);
                    return model;
                },
                [0.8, -0.3],
                _ => y.Sum(value => (double)value * value) / 2,
                _ => [back[0], back[1]]
            )
        );
    }

    /// <summary>The logistic map: a change doubles at each step, on the average.</summary>
    [Fact]
    public void Chaos_raises_no_false_alarm()
    {
        double[] z = [0],
            back = [0],
            start = [0.3];
        var model = new ArrayModel(25, [z], [back])
        {
            Begin = () => z[0] = start[0],
            Step = _ => z[0] = 4 * z[0] * (1 - z[0]),
            BeginAdjoint = _ => back[0] = 1,
            AdjointStep = (_, at) => back[0] *= 4 - (8 * at[z][0]),
        };
        IsRight(GradientCheck.Run(model, start, () => z[0], back));
    }

    [Fact]
    public void What_does_not_settle_is_not_decided()
    {
        double[] z = [0],
            back = [0],
            start = [0.3];
        var model = new ArrayModel(100, [z], [back])
        {
            Begin = () => z[0] = start[0],
            Step = _ => z[0] = 4 * z[0] * (1 - z[0]),
            BeginAdjoint = _ => back[0] = 1,
            AdjointStep = (_, at) => back[0] *= 4 - (8 * at[z][0]),
        };
        var result = GradientCheck.Run(model, start, () => z[0], back);
        Assert.Empty(result.Findings);
        Assert.False(result.Passes);
        Assert.Contains("not decided", result.ToString());
    }

    [Fact]
    public void The_flow_sample_raises_no_false_alarm() =>
        IsRight(
            GradientCheck.Run(
                at => new Schedules.Samples.Burgers.BurgersModel(20, at),
                Schedules.Samples.Burgers.Controls.Wave(30),
                model => model.Energy,
                model => model.Gradient,
                new() { SecondControl = Schedules.Samples.Burgers.Controls.Hump(30) }
            )
        );

    [Fact]
    public void The_seismic_sample_raises_no_false_alarm()
    {
        var experiment = Experiment.Layered(34, 30, 60, 1);
        var result = GradientCheck.Run(
            at => new AcousticModel(experiment, at),
            [.. experiment.Start.ToArray().Select((velocity, i) => velocity * (1 + (0.01 * Math.Sin(i))))],
            model => model.Misfit,
            model => model.Gradient()
        );
        IsRight(result);
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        Assert.Throws<ArgumentException>("control", () => GradientCheck.Run(Right(), [], Objective, gradient));
        Assert.Throws<ArgumentException>("gradient", () => GradientCheck.Run(Right(), control, Objective, [1.0]));
        Assert.Throws<ArgumentException>("options", () => Check(Right(), new() { SecondControl = [1] }));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Check(Right(), new() { Cancellation = cancelled.Token }));
    }

    /// <summary>Two numbers that do not touch each other, a model with each byte its own.</summary>
    private sealed class Powers(double[] control, double[] gradient) : IAdjointModel
    {
        private readonly Dictionary<long, double[]> recorded = [];
        private readonly double[] shared = new double[2];
        private readonly double[] state = new double[2];

        public bool Forgets { get; init; }
        public bool KeepsTheFirst { get; init; }
        public bool SharesTheLast { get; init; }
        public bool WritesHalf { get; init; }
        public bool ReadsSwapped { get; init; }

        public double Value => (state[0] * state[0]) + state[1];
        public long? Steps => 12;

        public bool BeginForward()
        {
            control.CopyTo(state, 0);
            return true;
        }

        public long Advance(long n0, long n1)
        {
            for (var n = n0; n < n1; n++)
            for (var i = 0; i < 2; i++)
                state[i] += H * state[i] * state[i];
            return n1;
        }

        public long Record(long n0, long n1)
        {
            for (var n = n0; n < n1; n++)
            {
                state.CopyTo(shared, 0);
                if (!KeepsTheFirst || !recorded.ContainsKey(n))
                    recorded[n] = SharesTheLast ? shared : [.. state];
                Advance(n, n + 1);
            }

            return n1;
        }

        public void BeginAdjoint(long index) => (gradient[0], gradient[1]) = (2 * state[0], 1);

        public void Reverse(long n1, long n0)
        {
            for (var n = n1 - 1; n >= n0; n--)
            for (var i = 0; i < 2; i++)
                gradient[i] *= Forgets && i == 1 ? 0 : 1 + (2 * H * recorded[n][i]);
        }

        public void ClearDependencies()
        {
            if (!KeepsTheFirst)
                recorded.Clear();
        }

        public long RestartBytes(long step) => 16;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(state);

        public void ReadRestart(long step, ref ByteReader reader)
        {
            reader.Read(state);
            if (ReadsSwapped)
                Array.Reverse(state);
        }

        public long DependencyBytes(long step) => 16;

        public void WriteDependencies(long step, ref ByteWriter writer)
        {
            writer.Write(recorded[step][0]);
            writer.Write(WritesHalf ? 0.0 : recorded[step][1]);
        }

        public void ReadDependencies(long step, ref ByteReader reader)
        {
            var values = new double[2];
            reader.Read(values);
            recorded[step] = values;
        }
    }
}
