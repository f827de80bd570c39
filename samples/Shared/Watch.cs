using Spectre.Console;

namespace Schedules.Samples;

/// <summary>A progress bar, for people who wait at a terminal; nothing where the output goes to a
/// file or another program.</summary>
internal static class Watch
{
    // A step takes microseconds, and the bar is drawn ten times a second.
    private const int StepsPerUpdate = 64;

    /// <summary>Runs what is given a thing to call after each of so many steps.</summary>
    public static T Run<T>(IAnsiConsole console, long steps, Func<Action?, T> run) =>
        !console.Profile.Capabilities.Ansi || !console.Profile.Capabilities.Interactive
            ? run(null)
            : console
                .Progress()
                .AutoClear(true)
                .Start(context =>
                {
                    var task = context.AddTask("steps", maxValue: steps);
                    long done = 0;
                    return run(() =>
                    {
                        if (++done % StepsPerUpdate == 0)
                            task.Value = done;
                    });
                });
}
