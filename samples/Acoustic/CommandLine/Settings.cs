using Schedules.Interop;

namespace Schedules.Samples.Acoustic;

/// <summary>What the command line asks for, each value within what its option allows.</summary>
internal sealed record Settings
{
    public required int Nx { get; init; }
    public required int Nz { get; init; }
    public required int Steps { get; init; }
    public required int Shots { get; init; }
    public required Family Family { get; init; }
    public required int SnapshotsInRam { get; init; }
    public required int SnapshotsOnDisk { get; init; }
    public required int Snapshots { get; init; }
    public required long Period { get; init; }
    public required int Threads { get; init; }
    public required string Output { get; init; }
    public required string? Directory { get; init; }
    public required string? Journal { get; init; }
    public required bool Verify { get; init; }

    /// <summary>Steps of all shots.</summary>
    public long AllSteps => (long)Steps * Shots;

    /// <summary>The schedule, as its family is made: an online one does not know the number of steps.</summary>
    /// <exception cref="SettingsException">An option does not go with the others.</exception>
    public CheckpointSchedule Build()
    {
        try
        {
            return Family switch
            {
                Family.Multistage => CheckpointSchedule.Multistage(AllSteps, SnapshotsInRam, SnapshotsOnDisk),
                Family.Revolve => CheckpointSchedule.Revolve(AllSteps, SnapshotsInRam),
                Family.HRevolve => CheckpointSchedule.HRevolve(AllSteps, SnapshotsInRam, SnapshotsOnDisk),
                Family.PeriodicDisk => CheckpointSchedule.PeriodicDisk(Period),
                Family.Mixed => CheckpointSchedule.Mixed(AllSteps, Snapshots),
                Family.Online => CheckpointSchedule.Online(OnlinePolicy.Dynamic, Snapshots),
                Family.SingleMemory => CheckpointSchedule.SingleMemory(),
                _ => CheckpointSchedule.SingleDisk(),
            };
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw SettingsException.From(refused);
        }
    }

    /// <summary>The schedule with the parameters that it has.</summary>
    public string Describe() =>
        Family switch
        {
            Family.Multistage => $"multistage, {SnapshotsInRam} snapshots in RAM, {SnapshotsOnDisk} on disk",
            Family.Revolve => $"revolve, {SnapshotsInRam} snapshots in RAM",
            Family.HRevolve => $"h-revolve, {SnapshotsInRam} snapshots in RAM, {SnapshotsOnDisk} on disk",
            Family.PeriodicDisk => $"periodic-disk, period {Period}",
            Family.Mixed => $"mixed, {Snapshots} units in RAM",
            Family.Online => $"online, dynamic, {Snapshots} snapshots in RAM",
            Family.SingleMemory => "single-memory",
            _ => "single-disk",
        };

    /// <summary>Fails early, and not after a long run, if the results would have no place.</summary>
    /// <exception cref="SettingsException">A directory does not exist.</exception>
    public void CheckPlaces()
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(Output));
        if (!System.IO.Directory.Exists(parent) || System.IO.Directory.Exists(Output))
            throw new SettingsException($"--output is {Output}; allowed: a file in a directory that exists");
        if (Directory is not null && !System.IO.Directory.Exists(Directory))
            throw new SettingsException($"--directory is {Directory}; allowed: a directory that exists");
    }
}
