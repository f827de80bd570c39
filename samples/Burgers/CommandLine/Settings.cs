using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>What the command line asks for, each value within what its option allows.</summary>
internal sealed record Settings
{
    public const long MostSteps = 100_000;
    public const int MostNodes = 10_000;

    // What storing everything may take, 400 MB; and what keeps a run within minutes.
    private const long MostNumbers = 50_000_000;
    private const double MostNodeSteps = 1e9;

    public required long Steps { get; init; }
    public required int Nodes { get; init; }
    public required string? Output { get; init; }
    public required bool Watch { get; init; }
    public required ScheduleChoice Schedule { get; init; }

    /// <summary>The schedule, as its family is made: an online one does not know the
    /// number of steps.</summary>
    /// <exception cref="SettingsException">An option does not go with the others.</exception>
    public CheckpointSchedule Build()
    {
        if (Steps * Nodes > MostNumbers)
            throw new SettingsException($"--steps times --nodes is {Steps * Nodes}; allowed: from 1 to {MostNumbers}");
        if (Output is not null)
            CheckedOutput.Check(Output);
        var schedule = Schedule.Build();
        CheckEffort(schedule);
        return schedule;
    }

    private void CheckEffort(CheckpointSchedule schedule)
    {
        var nodeSteps = (double)schedule.WithSteps(Steps).Predict().ForwardSteps * Nodes;
        if (nodeSteps > MostNodeSteps)
            throw new SettingsException(
                FormattableString.Invariant(
                    $"--steps and --nodes give {nodeSteps:g2} forward steps times nodes; allowed: up to {MostNodeSteps:g2} (more checkpoints take fewer)"
                )
            );
    }
}
