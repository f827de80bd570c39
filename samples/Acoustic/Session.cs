using Spectre.Console;

namespace Schedules.Samples.Acoustic;

/// <summary>One invocation: the gradient at the smooth velocity model, its picture, and its tests
/// if they are asked for.</summary>
internal sealed class Session(IAnsiConsole console, Settings settings, CancellationToken cancellation)
{
    /// <summary>Calculates, prints, and gives what is not as it must be: nothing, if
    /// all is well.</summary>
    /// <exception cref="SettingsException">The options do not go together.</exception>
    public IReadOnlyList<string> Run()
    {
        settings.CheckPlaces();
        var schedule = settings.Schedule.Build();
        var predicted = schedule.WithSteps(settings.AllSteps).Predict();
        var report = new Report(console, settings);
        report.Heading(schedule);

        var experiment = Make();
        var model = new AcousticModel(experiment, threads: settings.Threads);
        var work = predicted.ForwardSteps + predicted.ReversedSteps;
        var run = Watch.Run(
            console,
            work,
            settings.Watch,
            (tick, progress) => GradientRun.Compute(model, schedule, Options(tick) with { Progress = progress })
        );
        var gradient = model.Gradient();
        Picture.Write(settings.Output, gradient, experiment.Grid, Earth.BedRow(settings.Nz));
        report.Cost(model, run, predicted);
        report.Result(model.Misfit, gradient);
        if (!settings.Verify)
            return [];

        var tests = (1 + TaylorTest.Lines) * settings.AllSteps;
        var verdict = Watch.Run(
            console,
            tests,
            live: false,
            (tick, _) =>
                Verdict.On(
                    experiment,
                    experiment.Start.ToArray(),
                    model.Misfit,
                    gradient,
                    Options(tick),
                    settings.Threads
                )
        );
        report.Verified(verdict);
        return verdict.Complaints;
    }

    private GradientOptions Options(Action? tick) =>
        new()
        {
            AfterStep = tick,
            Cancellation = cancellation,
            Directory = settings.Directory,
            Journal = settings.Journal,
        };

    private Experiment Make()
    {
        try
        {
            return Experiment.Layered(
                settings.Nx,
                settings.Nz,
                settings.Steps,
                settings.Shots,
                settings.Threads,
                cancellation
            );
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw SettingsException.From(refused);
        }
    }
}
