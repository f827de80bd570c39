using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Drawing;

namespace Schedules.Samples.Burgers;

/// <summary>A picture of a flow in space and time, and of how much the energy at its end depends on
/// each of its values.</summary>
internal sealed class FlowPicture
{
    private const int MostRows = 400;
    private const double Width = 360;
    private const double Height = 300;

    private readonly BurgersScheme scheme;
    private readonly int steps;
    private readonly int stride;
    private readonly double[] control;
    private readonly double[][] flow;
    private readonly double[][] sensitivity;

    /// <summary>Calculates both under a schedule.</summary>
    /// <param name="schedule">One with an adjoint.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="control">The initial condition at the interior nodes.</param>
    /// <param name="cancellation">Asked between steps.</param>
    public FlowPicture(CheckpointSchedule schedule, int steps, double[] control, CancellationToken cancellation)
    {
        (scheme, this.steps, this.control) = (new BurgersScheme(control.Length, steps), steps, control);
        stride = 1 + steps / MostRows;
        flow = new double[steps / stride + 1][];
        sensitivity = new double[steps / stride + 1][];
        double[] state = new double[control.Length];
        double[] next = new double[control.Length];
        double[] adjoint = new double[control.Length];
        var model = new ArrayModel(steps, state: [state], adjoint: [adjoint])
        {
            Begin = () =>
            {
                control.CopyTo(state, 0);
                Keep(flow, 0, state);
            },
            Step = n =>
            {
                scheme.Advance(state, next);
                next.CopyTo(state, 0);
                Keep(flow, n + 1, state);
            },
            Dependencies = [state],
            BeginAdjoint = at =>
            {
                scheme.EnergyDerivative(at[state], adjoint);
                Keep(sensitivity, steps, adjoint);
            },
            AdjointStep = (n, at) =>
            {
                scheme.GoBack(at[state], adjoint);
                Keep(sensitivity, n, adjoint);
            },
        };
        using var executor = new CheckpointExecutor(model, schedule);
        executor.Run(cancellation);
    }

    /// <summary>Writes it as SVG.</summary>
    /// <param name="file">The file, which is replaced if it is there.</param>
    public void Write(string file)
    {
        // Of the energy by a value at a place, and not by one at a node.
        var spacing = 1.0 / (control.Length + 1);
        double[] places = [.. Enumerable.Range(1, control.Length).Select(j => j * spacing)];
        double[] gradient = [.. sensitivity[0].Select(value => value / spacing)];
        Figure.Write(
            file,
            "A Burgers flow, and the sensitivity of the energy at its end",
            InTime("flow u(x, t)", "u", flow, 1),
            InTime("sensitivity of the final energy", "dJ/du(x, t)", sensitivity, 1 / spacing),
            new CurvesPanel(
                "at time 0",
                new("x", 0, 1),
                Axis.Over("u, dJ/du", control.Concat(gradient)),
                [new("flow", places, control), new("sensitivity", places, gradient)],
                Width,
                Height
            )
        );
    }

    private FieldPanel InTime(string title, string label, double[][] rows, double factor)
    {
        var most = factor * rows.Max(row => row.Max(Math.Abs));
        var scale = most > 0 ? most : 1;
        return new FieldPanel(
            title,
            new("x", 0, 1),
            new("time", 0, scheme.TimeStep * stride * (rows.Length - 1)),
            new(label, -scale, scale),
            Palette.Signed,
            Width,
            Height
        ).Show(control.Length, rows.Length, (row, x) => factor * rows[rows.Length - 1 - row][x]);
    }

    private void Keep(double[][] rows, long step, double[] values)
    {
        if (step % stride == 0)
            rows[step / stride] = [.. values];
    }
}
