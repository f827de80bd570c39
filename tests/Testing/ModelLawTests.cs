using Schedules.Runtime;
using Schedules.Samples.Pendulum;

namespace Schedules.Testing.Tests;

public class ModelLawTests
{
    [Fact]
    public void The_pendulum_keeps_the_laws() =>
        Laws.Model(
            control => new PendulumModel(50, control[0], control[1], control[2]),
            [1.0, 0.2, 0.1],
            model => model.LastAngle,
            model => [model.Gradient.Angle, model.Gradient.Velocity, model.Gradient.Friction]
        );

    [Fact]
    public void A_model_that_forgets_a_field_is_found()
    {
        var (model, control, state, gradient) = Decay(forgets: true);
        var error = Assert.Throws<LawException>(() => Laws.Model(model, control, () => state[0], gradient));
        Assert.Equal("restart data are all that a step needs", error.Law);
        Assert.StartsWith("20 steps", error.Counterexample, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_model_with_the_field_is_right()
    {
        var (model, control, state, gradient) = Decay(forgets: false);
        Laws.Model(model, control, () => state[0], gradient);
    }

    /// <summary>Each step uses the change of the one before.</summary>
    private static (ArrayModel Model, double[] Control, double[] State, double[] Gradient) Decay(bool forgets)
    {
        double[] control = [1.0];
        var (x, speed) = (new double[1], new double[1]);
        var (gradient, velocity) = (new double[1], new double[1]);
        var model = new ArrayModel(steps: 20, state: forgets ? [x] : [x, speed], adjoint: [gradient, velocity])
        {
            Control = [control],
            Begin = () => (x[0], speed[0]) = (control[0], 0.5),
            Step = _ =>
            {
                speed[0] = (0.9 * speed[0]) - (0.1 * x[0] * x[0]);
                x[0] += 0.1 * speed[0];
            },
            BeginAdjoint = _ => (gradient[0], velocity[0]) = (1, 0),
            AdjointStep = (_, at) =>
            {
                velocity[0] += 0.1 * gradient[0];
                gradient[0] -= 0.2 * at[x][0] * velocity[0];
                velocity[0] *= 0.9;
            },
        };
        return (model, control, x, gradient);
    }
}
