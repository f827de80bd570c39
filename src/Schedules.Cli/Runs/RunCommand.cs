using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Samples.Burgers;

namespace Schedules.Cli.Runs;

/// <summary>schedules run: the samples, each with its own options.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var burgers = new Command("burgers", BurgersSample.Description);
        BurgersSample.AddTo(burgers);
        ExampleHelp.Of(burgers, "Example:", "  schedules run burgers --schedule revolve --steps 100 --snapshots-in-ram 5");
        var run = new Command("run", "A sample: the gradient of a calculation, checkpointed, verified, with what it took");
        run.Subcommands.Add(burgers);
        return ExampleHelp.Of(run, "Example:", "  schedules run burgers --schedule revolve --steps 100 --snapshots-in-ram 5");
    }
}
