using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Pendulum;

/// <summary>The Hessian of the last angle times a direction, by forward over reverse: the tangent
/// goes along with the state, and the tangent of the adjoint with the adjoint. For the schedule it
/// is one calculation like any other, of twice the size.</summary>
/// <param name="steps">The number of steps.</param>
public sealed class Hessian(long steps)
{
    private const double Dt = 0.01;

    /// <summary>The gradient by angle, velocity and friction.</summary>
    public double[] Gradient { get; } = new double[3];

    /// <summary>The Hessian times the direction.</summary>
    public double[] Product { get; } = new double[3];

    /// <summary>Computes both.</summary>
    /// <param name="control">Angle, velocity and friction.</param>
    /// <param name="direction">Which is multiplied.</param>
    /// <param name="schedule">Any schedule with an adjoint.</param>
    public void Compute(double[] control, double[] direction, CheckpointSchedule schedule)
    {
        #region hessian
        double[] state = new double[2]; // angle, velocity
        double[] tangent = new double[2]; // their derivative along the direction
        double[] adjoint = new double[2];
        double[] adjointTangent = new double[2];

        var model = new ArrayModel(steps, [state, tangent], [adjoint, adjointTangent, Gradient, Product])
        {
            Control = [control, direction],
            Begin = () =>
            {
                control.AsSpan(0, 2).CopyTo(state);
                direction.AsSpan(0, 2).CopyTo(tangent);
            },
            Step = n =>
            {
                var friction = direction[2] * state[1] + control[2] * tangent[1];
                tangent[1] -= Dt * (Math.Cos(state[0]) * tangent[0] + friction);
                tangent[0] += Dt * tangent[1];
                state[1] -= Dt * (Math.Sin(state[0]) + control[2] * state[1]);
                state[0] += Dt * state[1];
            },
            BeginAdjoint = at =>
            {
                (adjoint[0], adjoint[1], Gradient[2]) = (1, 0, 0);
                (adjointTangent[0], adjointTangent[1], Product[2]) = (0, 0, 0);
            },
            AdjointStep = (n, at) =>
            {
                var (angle, velocity) = (at[state][0], at[state][1]);
                var (angleTangent, velocityTangent) = (at[tangent][0], at[tangent][1]);
                var after = adjoint[1] + Dt * adjoint[0];
                var afterTangent = adjointTangent[1] + Dt * adjointTangent[0];

                Gradient[2] -= Dt * velocity * after;
                adjoint[0] -= Dt * Math.Cos(angle) * after;
                adjoint[1] = (1 - Dt * control[2]) * after;

                Product[2] -= Dt * (velocityTangent * after + velocity * afterTangent);
                adjointTangent[0] -= Dt * (Math.Cos(angle) * afterTangent - Math.Sin(angle) * angleTangent * after);
                adjointTangent[1] = (1 - Dt * control[2]) * afterTangent - Dt * direction[2] * after;

                adjoint.CopyTo(Gradient, 0);
                adjointTangent.CopyTo(Product, 0);
            },
        };

        using var executor = new CheckpointExecutor(model, schedule);
        executor.Run();
        #endregion
    }

    /// <summary>Prints the Hessian, column by column.</summary>
    public static void Print()
    {
        var hessian = new Hessian(1000);
        for (var column = 0; column < 3; column++)
        {
            var direction = new double[3];
            direction[column] = 1;
            hessian.Compute([1.0, 0.0, 0.1], direction, CheckpointSchedule.Revolve(1000, snapshotsInRam: 5));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{hessian.Product[0], 14:F9} {hessian.Product[1], 14:F9} {hessian.Product[2], 14:F9}"
                )
            );
        }
    }
}
