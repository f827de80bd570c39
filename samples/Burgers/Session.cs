using Schedules.Interop;
using Schedules.Runtime;
using Spectre.Console;

namespace Schedules.Samples.Burgers;

/// <summary>
/// One invocation: the gradient at two controls, each with its cost held against the prediction and
/// with its Taylor test.
/// </summary>
internal sealed class Session(IAnsiConsole console, Settings settings, CancellationToken cancellation)
{
    /// <summary>Computes, prints, and gives what is not as it must be: nothing, if
    /// all is well.</summary>
    /// <exception cref="SettingsException">The options do not go together.</exception>
    public IReadOnlyList<string> Run()
    {
        var schedule = settings.Build();
        var predicted = schedule.WithSteps(settings.Steps).Predict();
        var report = new Report(console, settings, schedule);
        report.Heading();

        // The second control is one that nothing was tuned to, with a forward and
        // an adjoint of its own.
        (string Name, double[] Values)[] controls =
            schedule.Adjoints == 0
                ? [("wave", Controls.Wave(settings.Nodes))]
                : [("wave", Controls.Wave(settings.Nodes)), ("hump", Controls.Hump(settings.Nodes))];
        var tests = schedule.Adjoints == 0 ? 0 : TaylorTest.Lines * settings.Steps;
        var work = controls.Length * (predicted.ForwardSteps + predicted.ReversedSteps + tests);
        var runs = Watch.Run(
            console,
            work,
            settings.Watch,
            (tick, progress) => controls.Select(control => Verify(schedule, control.Values, tick, progress)).ToList()
        );

        report.Cost(predicted, runs[0].Result.Profile.Counts);
        report.Bytes(runs[0].Result.PeakBytes);
        foreach (var (control, run) in controls.Zip(runs))
        {
            report.Result(control.Name, run.Result);
            if (run.Lines.Count > 0)
                report.Taylor(control.Name, run.Lines);
        }

        if (settings.Output is { } file && schedule.Adjoints != 0)
        {
            new FlowPicture(schedule, (int)settings.Steps, controls[0].Values, cancellation).Write(file);
            report.Picture(file);
        }

        return
        [
            .. runs.Where(run => run.Result.Profile.Counts != predicted)
                .Select(_ => "what was counted differs from what was predicted"),
            .. runs.SelectMany(run => run.Lines)
                .Where(line => !line.IsSecondOrder)
                .Select(line =>
                    FormattableString.Invariant($"at h = {line.H:g4} the rate is {line.Rate:0.0000}, not 2")
                ),
        ];
    }

    private (RunResult Result, IReadOnlyList<TaylorLine> Lines) Verify(
        CheckpointSchedule schedule,
        double[] control,
        Action? tick,
        IProgress<RunProgress>? progress
    )
    {
        var result = GradientRun.Compute(
            schedule,
            settings.Steps,
            control,
            new RunOptions { Progress = progress },
            afterStep: tick,
            cancellation: cancellation
        );
        return result.Gradient is null
            ? (result, [])
            : (
                result,
                TaylorTest.Run(settings.Steps, control, Controls.Direction(settings.Nodes), result, tick, cancellation)
            );
    }
}
