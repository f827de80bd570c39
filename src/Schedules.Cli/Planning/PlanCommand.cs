using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>schedules plan: the best schedule for a calculation on a machine, in bytes
/// and seconds.</summary>
internal static class PlanCommand
{
    private const string Name = "plan";

    private static readonly Setting<long?> Steps = OptionFactory.Whole<long>("--steps", "Steps of the calculation", 1);
    private static readonly Setting<long?> Restart = OptionFactory.Bytes(
        "--restart-bytes",
        "What the restart data of a step take, at most"
    );
    private static readonly Setting<long?> Dependencies = OptionFactory.Bytes(
        "--dependency-bytes",
        "What the adjoint dependencies of a step take, at most"
    );
    private static readonly Setting<long?> Ram = OptionFactory.Bytes(
        "--ram",
        "Budget for checkpoints in RAM and the dependencies in WORK"
    );
    private static readonly Setting<long?> Disk = OptionFactory.Bytes(
        "--disk",
        "Budget for checkpoints on disk [none]"
    );
    private static readonly Setting<double?> PerStep = OptionFactory.Real(
        "--seconds-per-step",
        "Seconds of a forward step",
        positive: true
    );
    private static readonly Setting<double?> PerReverse = OptionFactory.Real(
        "--seconds-per-reverse",
        "Seconds of an adjoint step, without the recording [as a forward step]"
    );
    private static readonly Setting<long?> Write = OptionFactory.Bytes(
        "--disk-write",
        "Bandwidth of writes to disk, a second"
    );
    private static readonly Setting<long?> Read = OptionFactory.Bytes(
        "--disk-read",
        "Bandwidth of reads from disk, a second"
    );

    public static Command Create()
    {
        var patience = Patience.Create();
        var command = new Command(
            Name,
            "The best schedule for a calculation on a machine, what it takes, and the runners-up"
        );
        foreach (
            var option in (Option[])
                [Steps, Restart, Dependencies, Ram, Disk, PerStep, PerReverse, Write, Read, patience]
        )
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var machine = Of(parsed);
            var ranking = new Planner(machine, Patience.Of(parsed, patience)).Rank();
            if (ranking.Fitting.Count == 0)
                throw new FailureException(
                    $"failed: no schedule fits: WORK needs {Figures.Bytes(machine.DependencySize)} of RAM, and a slot {Figures.Bytes(machine.RestartSize)} beside"
                );
            new PlanReport(ranking, machine).Print(Terminal.Create());
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  schedules plan --steps 10000 --restart-bytes 80MB --dependency-bytes 400MB --ram 16GB --disk 200GB --seconds-per-step 0.5 --disk-write 500MB --disk-read 1GB"
        );
    }

    private static Machine Of(ParseResult parsed)
    {
        var (step, restart) = (RequiredOption.Of(parsed, PerStep, Name), RequiredOption.Of(parsed, Restart, Name));
        var disk = parsed.GetValue(Disk) ?? 0;
        double Seconds(Setting<long?> bandwidth) =>
            disk > 0 ? (double)restart / RequiredOption.Of(parsed, bandwidth, $"{Name} with {Disk.Name}") : 0;
        if (disk == 0)
            foreach (var option in (Option[])[Write, Read])
                if (parsed.GetResult(option) is not null)
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"note: {option.Name} has no effect without {Disk.Name}"
                    );
        return new()
        {
            Steps = RequiredOption.Steps(RequiredOption.Of(parsed, Steps, Name), Steps.Name),
            RestartSize = restart,
            DependencySize = RequiredOption.Of(parsed, Dependencies, Name),
            Ram = RequiredOption.Of(parsed, Ram, Name),
            Disk = disk,
            Costs = new CostModel(
                step,
                step + (parsed.GetValue(PerReverse) ?? step),
                [0, Seconds(Write)],
                [0, Seconds(Read)]
            ),
        };
    }
}
