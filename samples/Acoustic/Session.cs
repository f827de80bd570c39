using Schedules.Mpi;
using Spectre.Console;

namespace Schedules.Samples.Acoustic;

/// <summary>One invocation: the gradient at the smooth velocity model, its picture, and its tests
/// if they are asked for.</summary>
internal sealed class Session(
    IAnsiConsole console,
    Settings settings,
    CancellationToken cancellation,
    MpiGroup? group = null
)
{
    /// <summary>Calculates, on all ranks, prints, and gives what is not as it must be: nothing, if
    /// all is well.</summary>
    /// <exception cref="SettingsException">The options do not go together.</exception>
    public IReadOnlyList<string> Run()
    {
        var schedule = settings.Schedule.Build();
        var predicted = schedule.WithSteps(settings.AllSteps).Predict();
        var report = new Report(console, settings, group?.Size ?? 1);
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
        report.Cost(model, run, predicted);
        report.Result(model.Misfit, gradient);
        var complaints = settings.Verify ? Verify(report, experiment, model.Misfit, gradient) : [];
        if (group is null or { Rank: 0 })
            Picture.Write(settings.Output, experiment, gradient);
        report.Picture();
        return complaints;
    }

    private IReadOnlyList<string> Verify(Report report, Experiment experiment, double misfit, double[] gradient)
    {
        var tests = (1 + TaylorTest.Lines) * settings.AllSteps;
        var verdict = Watch.Run(
            console,
            tests,
            live: false,
            (tick, _) =>
                Verdict.On(experiment, experiment.Start.ToArray(), misfit, gradient, Options(tick), settings.Threads)
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
                cancellation,
                group
            );
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw SettingsException.From(refused);
        }
    }
}
