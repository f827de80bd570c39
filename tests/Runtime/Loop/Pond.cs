namespace Schedules.Runtime.Tests.Loop;

/// <summary>A small nonlinear calculation from three numbers; its functional is half the square of
/// its last state.</summary>
internal sealed class Pond
{
    public const int Steps = 23;

    private readonly double[] state = new double[3];
    private readonly double[] adjoint = new double[3];

    public Pond(bool knowsItsEnd = true, int steps = Steps)
    {
        Model = new(knowsItsEnd ? steps : null, [state], [adjoint, Gradient])
        {
            Control = [Control],
            Identify = () => $"pond, {Length} steps",
            Begin = () =>
            {
                Begun++;
                Control.CopyTo(state, 0);
            },
            Step = n =>
            {
                Step?.Invoke(n);
                EachStep?.Invoke();
                for (var i = 0; i < 3; i++)
                    state[i] += 0.05 * Math.Sin(state[i] + Control[i] * (n % 4));
            },
            HasEnded = n => n == Length - 1,
            BeginAdjoint = at =>
            {
                at[state].CopyTo(adjoint);
                Array.Clear(Gradient);
            },
            AdjointStep = (n, at) =>
            {
                EachStep?.Invoke();
                var x = at[state];
                for (var i = 0; i < 3; i++)
                {
                    var slope = 0.05 * Math.Cos(x[i] + Control[i] * (n % 4));
                    Gradient[i] += adjoint[i] * slope * (n % 4);
                    adjoint[i] *= 1 + slope;
                    if (n == 0)
                        Gradient[i] += adjoint[i];
                }
            },
        };
        Length = steps;
    }

    public ArrayModel Model { get; }

    public double[] Control { get; } = new double[3];

    public double[] Gradient { get; } = new double[3];

    /// <summary>The number of steps, where the model does not know it.</summary>
    public int Length { get; set; }

    /// <summary>Forwards that have begun.</summary>
    public int Begun { get; private set; }

    public Action<long>? Step { get; set; }

    /// <summary>Called in every step, of the forward and of the adjoint.</summary>
    public Action? EachStep { get; set; }

    public double Value() => 0.5 * ((state[0] * state[0]) + (state[1] * state[1]) + (state[2] * state[2]));

    /// <summary>Value and gradient by storing everything, in a model of its own.</summary>
    public static double[] Straight(double[] at, int steps = Steps)
    {
        var pond = new Pond(true, steps);
        at.CopyTo(pond.Control, 0);
        var value = 0.0;
        using var run = new CheckpointExecutor(pond.Model, Interop.CheckpointSchedule.SingleMemory());
        run.RunForward();
        value = pond.Value();
        run.RunReverse();
        return [value, .. pond.Gradient];
    }

    /// <summary>Controls that differ, none of which is twice.</summary>
    public static double[] At(int index) => [0.3 + index, -1.1 + (0.7 * index), 2.0 / (1 + index)];
}
