using System.Diagnostics;
using Schedules.Runtime;
using Schedules.Samples.Inversion;

switch (args)
{
    case []:
        InverseProblem.Minimise(Console.Out);
        return 0;
    case ["resume", var directory]:
        InverseProblem.Minimise(Console.Out, Options(directory));
        return 0;
    case ["crash", var directory, var steps] when long.TryParse(steps, out var left):
        InverseProblem.Minimise(
            Console.Out,
            Options(directory),
            () =>
            {
                if (--left == 0)
                    Process.GetCurrentProcess().Kill();
            }
        );
        return 0;
    case ["picture", var file]:
        InverseProblem.Minimise(Console.Out).Draw(file);
        return 0;
    case ["telemetry"]:
        Observed.Run();
        return 0;
    default:
        Console.Error.WriteLine(
            "wanted: nothing | resume DIRECTORY | crash DIRECTORY STEPS | picture FILE | telemetry"
        );
        return 2;
}

static RunOptions Options(string directory) => new() { Journal = new JournalOptions(directory) };
