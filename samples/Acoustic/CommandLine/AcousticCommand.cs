using System.CommandLine;
using System.Globalization;
using Schedules.Interop;

namespace Schedules.Samples.Acoustic;

/// <summary>The options, and how they become settings.</summary>
internal sealed class AcousticCommand
{
    private const int MostRanks = 10_000;

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["--snapshots-in-ram"] = "10",
        ["--snapshots-on-disk"] = "20",
        ["--snapshots"] = "20",
        ["--period"] = "50",
        ["--binomial-snapshots"] = "5",
        ["--binomial-storage"] = "ram",
        ["--restart-units"] = "1",
        ["--dependency-units"] = "1",
        ["--policy"] = "dynamic",
    };

    private readonly Option<int> nx = Choice.Number("--nx", "Points along a row", 240, Grid.FewestPoints, 20_000);

    private readonly Option<int> nz = Choice.Number("--nz", "Rows", 140, Grid.FewestPoints, 20_000);

    private readonly Option<int> steps = Choice.Number("--steps", "Time steps of a shot", 800, 1, 1_000_000);

    private readonly Option<int> shots = Choice.Number("--shots", "Shots, one after the other", 4, 1, 1_000);

    private readonly ScheduleOptions schedule = new("multistage", Usual, HasAdjoint);

    private readonly Option<int> threads = Choice.Number(
        "--threads",
        "Threads of each rank; the result has the same bits with any number",
        Math.Max(1, Environment.ProcessorCount / (RankLauncher.RanksHere ?? 1)),
        1,
        1_024
    );

    private readonly Option<string> output = new("--output")
    {
        Description = "The picture of the earth and the gradient, an SVG file",
        HelpName = "file",
        DefaultValueFactory = _ => "acoustic.svg",
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

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Show the time-line as it fills, where the output is a terminal",
    };

    private readonly Option<int?> ranks = new("--ranks")
    {
        Description = "Processes, which a launcher of MPI starts; the result has the same bits with any number",
        HelpName = "number",
        CustomParser = result =>
            int.TryParse(result.Tokens[0].Value, NumberStyles.None, null, out var value)
            && value is >= 1 and <= MostRanks
                ? value
                : Choice.Refuse<int?>(result, "--ranks", $"a whole number from 1 to {MostRanks}"),
    };

    private readonly Option<string> launcher = new("--launcher")
    {
        Description = "The launcher that --ranks calls: that of Open MPI, of MPICH or of its kin",
        HelpName = "program",
        DefaultValueFactory = _ => "mpirun",
    };

    /// <summary>Gives a command the options; `run` is given the settings, and gives the
    /// exit code.</summary>
    public void AddTo(Command command, Func<Settings, int> run)
    {
        foreach (var option in Options())
            command.Options.Add(option);
        command.SetAction(result => run(Read(result)));
    }

    /// <summary>A gradient needs one.</summary>
    private static bool HasAdjoint(ScheduleFamily family) => family.KeepsRestartData || family.KeepsDependencies;

    private Option[] Options() =>
        [nx, nz, steps, shots, .. schedule.All, threads, output, directory, journal, verify, watch, ranks, launcher];

    private Settings Read(ParseResult result) =>
        new()
        {
            Nx = result.GetValue(nx),
            Nz = result.GetValue(nz),
            Steps = result.GetValue(steps),
            Shots = result.GetValue(shots),
            Schedule = schedule.Read(result, (long)result.GetValue(steps) * result.GetValue(shots)),
            Threads = result.GetValue(threads),
            Output = result.GetValue(output)!,
            Directory = result.GetValue(directory),
            Journal = result.GetValue(journal),
            Verify = result.GetValue(verify),
            Watch = result.GetValue(watch),
            Ranks = result.GetValue(ranks),
            Launcher = result.GetValue(launcher)!,
        };
}
