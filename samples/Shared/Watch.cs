using System.Globalization;
using Schedules.Runtime;
using Spectre.Console;

namespace Schedules.Samples;

/// <summary>For people who wait at a terminal: a progress bar that says what goes on, or the
/// time-line as it fills; nothing where the output goes to a file or another program.</summary>
internal static class Watch
{
    // A step takes microseconds, and the bar is drawn ten times a second.
    private const int StepsPerUpdate = 64;
    private const int Rows = 12;

    /// <summary>Runs what is given a thing to call after each of so many steps, and one to tell how
    /// far a run is.</summary>
    public static T Run<T>(
        IAnsiConsole console,
        long steps,
        bool live,
        Func<Action?, IProgress<RunProgress>?, T> run
    ) =>
        !console.Profile.Capabilities.Ansi || !console.Profile.Capabilities.Interactive ? run(null, null)
        : live ? Live(console, run)
        : Bar(console, steps, run);

    private static T Live<T>(IAnsiConsole console, Func<Action?, IProgress<RunProgress>?, T> run)
    {
        var view = new TimelineView(Math.Max(2, console.Profile.Width - 1), Rows);
        return console
            .Live(new Text(""))
            .AutoClear(true)
            .Start(context =>
                run(
                    null,
                    new Listener(progress =>
                    {
                        view.Add(progress);
                        context.UpdateTarget(new Text(view.ToString()));
                    })
                )
            );
    }

    private static T Bar<T>(IAnsiConsole console, long steps, Func<Action?, IProgress<RunProgress>?, T> run) =>
        console
            .Progress()
            .AutoClear(true)
            .Start(context =>
            {
                var task = context.AddTask("steps", maxValue: steps);
                long done = 0;
                return run(
                    () =>
                    {
                        if (++done % StepsPerUpdate == 0)
                            task.Value = done;
                    },
                    new Listener(progress => task.Description = Markup.Escape(Said(progress)))
                );
            });

    private static string Said(RunProgress progress) =>
        FormattableString.Invariant(
            $"{progress.Now?.ToText() ?? "steps"}, {progress.Remaining?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) ?? "?"} s left, {progress.Levels.Sum(level => level.Bytes) / 1e6:0.#} MB"
        );

    /// <summary>On the thread of the run, and not some time later.</summary>
    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
