using System.CommandLine;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Cli.Pictures;
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
        "Budget in RAM: checkpoints, the dependencies in WORK, buffers and adjoint states"
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

    private static readonly Setting<long?> Adjoint = OptionFactory.Bytes(
        "--adjoint-bytes",
        "What the state of the adjoint takes [nothing]"
    );
    private static readonly Setting<long?> Adjoints = OptionFactory.Whole<long>(
        "--adjoints",
        "Adjoint calculations [1]",
        1
    );
    private static readonly Option<bool?> Journal = OptionFactory.Switch(
        "--journal",
        "Count the adjoint states that a journal holds"
    );
    private static readonly Option<bool?> Unknown = OptionFactory.Switch(
        "--unknown-length",
        "The number of steps is not known in advance: --steps is a guess"
    );
    private static readonly Option<bool?> Stiff = OptionFactory.Switch(
        "--stiffly-accurate",
        "The dependencies of a step also restart the next one"
    );
    private static readonly Option<bool?> Synchronous = OptionFactory.Switch(
        "--synchronous",
        "Storage is not overlapped with the computation"
    );

    public static Command Create()
    {
        var work = WorkOption.Create();
        var format = PlanFormatOption.Create();
        var svg = OptionFactory.File("--svg", "Draw time against memory to this file, too");
        var command = new Command(
            Name,
            "The best schedule for a calculation on a machine, by wall time; what it takes, and the runners-up"
        );
        foreach (
            var option in (Option[])
                [
                    Steps,
                    Restart,
                    Dependencies,
                    Ram,
                    Disk,
                    PerStep,
                    PerReverse,
                    Write,
                    Read,
                    Adjoint,
                    Adjoints,
                    Journal,
                    Unknown,
                    Stiff,
                    Synchronous,
                    work,
                    format,
                    svg,
                ]
        )
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var request = Of(parsed) with { Work = WorkOption.Of(parsed, work) };
            var file = parsed.GetValue(svg);
            if (file is not null)
                OutputFile.Check(file);
            var plan = Planner.Plan(request);
            if (plan.Ranking.Count == 0)
                throw new FailureException(
                    $"failed: no schedule fits: WORK needs {Figures.Bytes(request.Machine.DependencyBytes)} of RAM, and a slot {Figures.Bytes(request.Machine.RestartBytes)} beside"
                );
            if (file is not null)
                File.WriteAllText(file, plan.ToSvg($"{Figures.Number(request.Steps)} steps, time against memory"));
            if (parsed.GetValue(format) == PlanFormat.Json)
                StandardStreams.Output.WriteLine(plan.ToJson());
            else
                new PlanReport(plan, request).Print(Terminal.Create());
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  schedules plan --steps 10000 --restart-bytes 80MB --dependency-bytes 400MB --ram 16GB --disk 200GB --seconds-per-step 0.5 --disk-write 500MB --disk-read 1GB"
        );
    }

    private static PlanRequest Of(ParseResult parsed)
    {
        var (step, restart) = (RequiredOption.Of(parsed, PerStep, Name), RequiredOption.Of(parsed, Restart, Name));
        var disk = parsed.GetValue(Disk) ?? 0;
        double Bandwidth(Setting<long?> bandwidth) =>
            disk > 0 ? RequiredOption.Of(parsed, bandwidth, $"{Name} with {Disk.Name}") : double.PositiveInfinity;
        bool IsOn(Option<bool?> option) => OptionFactory.Value(parsed, option) == true;
        if (disk == 0)
            foreach (var option in (Option[])[Write, Read])
                if (parsed.GetResult(option) is not null)
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"note: {option.Name} has no effect without {Disk.Name}"
                    );
        return new()
        {
            Steps = RequiredOption.Steps(RequiredOption.Of(parsed, Steps, Name), Steps.Name),
            Machine = new()
            {
                Advance = step,
                Record = step,
                Reverse = parsed.GetValue(PerReverse) ?? step,
                RestartBytes = restart,
                DependencyBytes = RequiredOption.Of(parsed, Dependencies, Name),
                Levels = [new(), new(WriteBandwidth: Bandwidth(Write), ReadBandwidth: Bandwidth(Read))],
            },
            Budgets = [RequiredOption.Of(parsed, Ram, Name), disk],
            AdjointBytes = parsed.GetValue(Adjoint) ?? 0,
            Adjoints = parsed.GetValue(Adjoints) ?? 1,
            Journal = IsOn(Journal),
            IsKnown = !IsOn(Unknown),
            StifflyAccurate = IsOn(Stiff),
            Overlapped = !IsOn(Synchronous),
        };
    }
}
