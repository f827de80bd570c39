using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Help;
using Schedules.Samples.Acoustic;
using Schedules.Samples.Burgers;

namespace Schedules.Cli.Runs;

/// <summary>schedules run: the samples, each with its own options.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var run = new Command("run", "A sample: the gradient of a calculation, checkpointed, and what it took");
        var burgers = "  schedules run burgers --schedule revolve --steps 100 --snapshots-in-ram 5";
        var acoustic = "  schedules run acoustic --schedule multistage --shots 1 --output gradient.svg --verify";
        run.Subcommands.Add(Sample("burgers", BurgersSample.Description, BurgersSample.AddTo, burgers));
        run.Subcommands.Add(Sample("acoustic", AcousticSample.Description, AcousticSample.AddTo, acoustic));
        return ExampleHelp.Of(run, "Examples:", burgers, acoustic);
    }

    private static Command Sample(string name, string description, Action<Command> add, string example)
    {
        var command = new Command(name, description);
        add(command);
        return ExampleHelp.Of(command, "Example:", example);
    }
}
