using System.CommandLine;

namespace Schedules.Samples.Burgers;

/// <summary>The options, and how they become settings.</summary>
internal sealed class BurgersCommand
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["--snapshots-in-ram"] = "4",
        ["--snapshots-on-disk"] = "8",
        ["--period"] = "20",
        ["--binomial-snapshots"] = "3",
        ["--binomial-storage"] = "ram",
        ["--snapshots"] = "8",
        ["--restart-units"] = "1",
        ["--dependency-units"] = "1",
        ["--policy"] = "greedy",
    };

    private readonly ScheduleOptions schedule = new("multistage", Usual, _ => true);

    private readonly Option<long> steps = Choice.Number("--steps", "Time steps", 200, 1, Settings.MostSteps);

    private readonly Option<int> nodes = Choice.Number("--nodes", "Interior nodes", 400, 1, Settings.MostNodes);

    private readonly Option<string?> output = new("--output")
    {
        Description = "A picture of the flow and of the sensitivity, an SVG file",
        HelpName = "file",
    };

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Show the time-line as it fills, where the output is a terminal",
    };

    /// <summary>Gives a command the options; `run` is given the settings, and gives the
    /// exit code.</summary>
    public void AddTo(Command command, Func<Settings, int> run)
    {
        foreach (var option in (Option[])[steps, nodes, .. schedule.All, output, watch])
            command.Options.Add(option);
        command.SetAction(result => run(Read(result)));
    }

    private Settings Read(ParseResult result) =>
        new()
        {
            Steps = result.GetValue(steps),
            Nodes = result.GetValue(nodes),
            Output = result.GetValue(output),
            Watch = result.GetValue(watch),
            Schedule = schedule.Read(result, result.GetValue(steps)),
        };
}
