using System.CommandLine;

namespace Schedules.Samples.Acoustic;

/// <summary>The options, and how they become settings.</summary>
internal sealed class AcousticCommand
{
    private readonly Option<int> nx = Choice.Number("--nx", "Points along a row", 240, Grid.FewestPoints, 20_000);

    private readonly Option<int> nz = Choice.Number("--nz", "Rows", 140, Grid.FewestPoints, 20_000);

    private readonly Option<int> steps = Choice.Number("--steps", "Time steps of a shot", 800, 1, 1_000_000);

    private readonly Option<int> shots = Choice.Number("--shots", "Shots, one after the other", 4, 1, 1_000);

    private readonly Option<Named<Family>> schedule = Choice.Word<Family>(
        "--schedule",
        "Which data to keep, where, and what to recompute",
        new("multistage", Family.Multistage),
        new("revolve", Family.Revolve),
        new("h-revolve", Family.HRevolve),
        new("periodic-disk", Family.PeriodicDisk),
        new("mixed", Family.Mixed),
        new("online", Family.Online),
        new("single-memory", Family.SingleMemory),
        new("single-disk", Family.SingleDisk)
    );

    // The least that a schedule allows, which may depend on its other parameters, is the library's to say.
    private readonly Option<int> snapshotsInRam = Choice.Number(
        "--snapshots-in-ram",
        "Slots for restart data in RAM (multistage, revolve, h-revolve)",
        10,
        null,
        int.MaxValue
    );

    private readonly Option<int> snapshotsOnDisk = Choice.Number(
        "--snapshots-on-disk",
        "Slots for restart data on disk (multistage, h-revolve)",
        20,
        null,
        int.MaxValue
    );

    private readonly Option<int> snapshots = Choice.Number(
        "--snapshots",
        "Slots, or units of storage, in RAM (mixed, online)",
        20,
        null,
        int.MaxValue
    );

    private readonly Option<long> period = Choice.Number(
        "--period",
        "Steps between the checkpoints on disk (periodic-disk)",
        50,
        null,
        1_000_000_000_000_000_000
    );

    private readonly Option<int> threads = Choice.Number(
        "--threads",
        "Threads; the result has the same bits with any number",
        Environment.ProcessorCount,
        1,
        1_024
    );

    private readonly Option<string> output = new("--output")
    {
        Description = "The picture of the gradient, a PNG file",
        HelpName = "file",
        DefaultValueFactory = _ => "acoustic.png",
    };

    private readonly Option<string?> journal = new("--journal")
    {
        Description = "A directory for a journal: a run that is killed goes on from it when it is started again",
        HelpName = "directory",
    };

    private readonly Option<string?> directory = new("--directory")
    {
        Description = "Where checkpoints on disk are kept; the system's place for temporary files if not given",
        HelpName = "directory",
    };

    private readonly Option<bool> verify = new("--verify")
    {
        Description = "Test the gradient against the tangent-linear, and by a Taylor test",
    };

    /// <summary>Gives a command the options; `run` is given the settings, and gives the exit code.</summary>
    public void AddTo(Command command, Func<Settings, int> run)
    {
        foreach (var option in Options())
            command.Options.Add(option);
        command.SetAction(result =>
        {
            NoteWithoutEffect(result);
            return run(Read(result));
        });
    }

    /// <summary>An option that the schedule does not have does no harm, but whoever gave it should know.</summary>
    private void NoteWithoutEffect(ParseResult result)
    {
        Option[] used = result.GetValue(schedule).Value switch
        {
            Family.Multistage or Family.HRevolve => [snapshotsInRam, snapshotsOnDisk],
            Family.Revolve => [snapshotsInRam],
            Family.PeriodicDisk => [period],
            Family.Mixed or Family.Online => [snapshots],
            _ => [],
        };
        foreach (var option in (Option[])[snapshotsInRam, snapshotsOnDisk, snapshots, period])
            if (!used.Contains(option) && result.GetResult(option) is { Implicit: false })
                result.InvocationConfiguration.Error.WriteLine($"note: {option.Name} has no effect on this schedule");
    }

    private Option[] Options() =>
        [
            nx,
            nz,
            steps,
            shots,
            schedule,
            snapshotsInRam,
            snapshotsOnDisk,
            snapshots,
            period,
            threads,
            output,
            directory,
            journal,
            verify,
        ];

    private Settings Read(ParseResult result) =>
        new()
        {
            Nx = result.GetValue(nx),
            Nz = result.GetValue(nz),
            Steps = result.GetValue(steps),
            Shots = result.GetValue(shots),
            Family = result.GetValue(schedule).Value,
            SnapshotsInRam = result.GetValue(snapshotsInRam),
            SnapshotsOnDisk = result.GetValue(snapshotsOnDisk),
            Snapshots = result.GetValue(snapshots),
            Period = result.GetValue(period),
            Threads = result.GetValue(threads),
            Output = result.GetValue(output)!,
            Directory = result.GetValue(directory),
            Journal = result.GetValue(journal),
            Verify = result.GetValue(verify),
        };
}
