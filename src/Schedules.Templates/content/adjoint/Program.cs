using Schedules.Interop;
using Schedules.Runtime;

// A heat equation with a source that grows with the temperature, on a rod whose ends are cold: put
// your own solver here. The functional is the sum of the squares of the final temperatures; the
// gradient is by the initial ones.
const int Points = 50;
const int Steps = 1000;
const double Diffusion = 0.2;
const double Growth = 0.001;

var control = new double[Points]; // what the gradient is by
var state = new double[Points]; // all that a step changes and the next one needs
var gradient = new double[Points]; // the adjoint of the state; at the end, the gradient
var before = new double[Points]; // no state: overwritten before it is read
for (var i = 0; i < Points; i++)
    control[i] = Math.Sin(Math.PI * (i + 1) / (Points + 1));

var model = new ArrayModel(Steps, state: [state], adjoint: [gradient])
{
    Control = [control],
    Begin = () => control.CopyTo(state, 0),
    Step = n =>
    {
        state.CopyTo(before, 0);
        for (var i = 0; i < Points; i++)
            state[i] +=
                Diffusion * (Left(before, i) - 2 * before[i] + Right(before, i)) + Growth * before[i] * before[i];
    },
    BeginAdjoint = at =>
    {
        for (var i = 0; i < Points; i++)
            gradient[i] = 2 * at[state][i];
    },
    // The transpose of the derivative of a step; at[state] is the state at its start.
    AdjointStep = (n, at) =>
    {
        gradient.CopyTo(before, 0);
        for (var i = 0; i < Points; i++)
            gradient[i] =
                (1 - 2 * Diffusion + 2 * Growth * at[state][i]) * before[i]
                + Diffusion * (Left(before, i) + Right(before, i));
    },
};

// What to keep: at most 10 states in RAM and 20 on disk.
var schedule = CheckpointSchedule.HRevolve(Steps, snapshotsInRam: 10, snapshotsOnDisk: 20);
using var executor = new CheckpointExecutor(model, schedule);
Console.WriteLine(
    $"{executor.Run().ForwardSteps} forward steps, gradient in the middle {gradient[Points / 2]:0.000000}"
);

// Without this, nobody knows whether it is right.
var check = GradientCheck.Run(model, control, () => state.Sum(x => x * x), gradient);
Console.WriteLine(check);
return check.Passes ? 0 : 1;

static double Left(double[] x, int i) => i == 0 ? 0 : x[i - 1];
static double Right(double[] x, int i) => i == x.Length - 1 ? 0 : x[i + 1];
