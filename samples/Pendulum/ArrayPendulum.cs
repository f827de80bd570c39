using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>The same pendulum as a model of arrays, and the check of its gradient.</summary>
public static class ArrayPendulum
{
    /// <summary>Prints the gradient and the check.</summary>
    /// <param name="output">Where they go.</param>
    public static void Check(TextWriter output)
    {
        #region arrays
        const double dt = 0.01;
        double[] control = [1.0, 0.0, 0.1]; // angle, velocity, friction
        double[] state = new double[2]; // angle, velocity
        double[] adjoint = new double[2];
        double[] gradient = new double[3];

        var model = new ArrayModel(steps: 1000, state: [state], adjoint: [adjoint, gradient])
        {
            Control = [control],
            Begin = () => control.AsSpan(0, 2).CopyTo(state),
            Step = n =>
            {
                state[1] -= dt * (Math.Sin(state[0]) + control[2] * state[1]);
                state[0] += dt * state[1];
            },
            BeginAdjoint = at => (adjoint[0], adjoint[1], gradient[2]) = (1, 0, 0),
            AdjointStep = (n, at) =>
            {
                var (angle, velocity) = (at[state][0], at[state][1]);
                var after = adjoint[1] + dt * adjoint[0];
                gradient[2] -= dt * velocity * after;
                adjoint[0] -= dt * Math.Cos(angle) * after;
                adjoint[1] = (1 - dt * control[2]) * after;
                adjoint.CopyTo(gradient, 0);
            },
        };

        using (var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(1000, snapshotsInRam: 5)))
            executor.Run();
        output.WriteLine($"gradient {string.Join(", ", gradient)}");
        output.WriteLine(GradientCheck.Run(model, control, () => state[0], gradient));
        #endregion
    }
}
