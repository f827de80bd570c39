using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Burgers;

namespace Schedules.Samples.Inversion;

/// <summary>From which initial condition has a Burgers flow come to what was observed at its end?
/// The misfit is minimised by L-BFGS, each gradient under one schedule, with two slots in RAM and
/// four on disk.</summary>
public static class InverseProblem
{
    private const int Steps = 100;
    private const int Nodes = 40;

    /// <summary>Minimises, and prints each evaluation: its number, whether it was computed or
    /// answered from the journal, the misfit, and the bits of the control.</summary>
    /// <param name="output">Where they are printed.</param>
    /// <param name="options">How to run; with a journal it survives a crash.</param>
    /// <param name="afterStep">Called after each step of the forward.</param>
    public static Inverted Minimise(TextWriter output, RunOptions? options = null, Action? afterStep = null)
    {
        // The sums of several threads differ from run to run, and with them the iterates.
        Control.UseSingleThread();

        #region model
        var scheme = new BurgersScheme(Nodes, Steps);
        var observed = LastState(scheme, Truth());
        double[] control = new double[Nodes];
        double[] state = new double[Nodes];
        double[] next = new double[Nodes];
        double[] gradient = new double[Nodes];

        var model = new ArrayModel(Steps, state: [state], adjoint: [gradient])
        {
            Control = [control],
            Begin = () => control.CopyTo(state, 0),
            Step = n =>
            {
                scheme.Advance(state, next);
                next.CopyTo(state, 0);
                afterStep?.Invoke();
            },
            Dependencies = [state], // as each step leaves it
            BeginAdjoint = at =>
            {
                for (var j = 0; j < Nodes; j++)
                    gradient[j] = (at[state][j] - observed[j]) / Nodes;
            },
            AdjointStep = (n, at) => scheme.GoBack(at[state], gradient),
        };
        #endregion

        double Misfit() => 0.5 * state.Zip(observed, (x, d) => (x - d) * (x - d)).Sum() / Nodes;

        #region loop
        var schedule = CheckpointSchedule.HRevolve(Steps, snapshotsInRam: 2, snapshotsOnDisk: 4);
        using var loop = new GradientLoop(model, schedule, control, Misfit, gradient, options);
        var misfits = new List<double>();

        var objective = ObjectiveFunction.Gradient(at =>
        {
            var result = Vector<double>.Build.Dense(Nodes);
            var computed = loop.Computed;
            var misfit = loop.Evaluate(at.AsArray(), result.AsArray());
            misfits.Add(misfit);
            var source = loop.Computed > computed ? "computed" : "answered";
            output.WriteLine(
                FormattableString.Invariant(
                    $"{misfits.Count} {source} misfit {misfit:R} control {Bytes.Checksum<double>(control):x8}"
                )
            );
            return (misfit, result);
        });
        var minimiser = new BfgsMinimizer(
            gradientTolerance: 1e-9,
            parameterTolerance: 1e-9,
            functionProgressTolerance: 1e-9,
            maximumIterations: 100
        );
        double[] guess = [.. Enumerable.Repeat(0.1, Nodes)];
        var found = minimiser.FindMinimum(objective, Vector<double>.Build.Dense(guess)).MinimizingPoint;
        loop.Complete();
        #endregion

        output.WriteLine(
            FormattableString.Invariant($"the misfit has fallen from {misfits[0]:E3} to {misfits.Min():E3}")
        );
        return new(misfits, guess, [.. found], Truth());
    }

    private static double[] Truth() => Controls.Hump(Nodes);

    private static double[] LastState(BurgersScheme scheme, double[] start)
    {
        var (state, next) = (start, new double[Nodes]);
        for (var n = 0; n < Steps; n++)
        {
            scheme.Advance(state, next);
            (state, next) = (next, state);
        }

        return state;
    }
}
