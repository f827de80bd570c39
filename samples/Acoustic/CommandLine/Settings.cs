namespace Schedules.Samples.Acoustic;

/// <summary>What the command line asks for, each value within what its option allows.</summary>
internal sealed record Settings
{
    public required int Nx { get; init; }
    public required int Nz { get; init; }
    public required int Steps { get; init; }
    public required int Shots { get; init; }
    public required ScheduleChoice Schedule { get; init; }
    public required int Threads { get; init; }
    public required string Output { get; init; }
    public required string? Directory { get; init; }
    public required string? Journal { get; init; }
    public required bool Verify { get; init; }
    public required bool Watch { get; init; }
    public required int? Ranks { get; init; }
    public required string Launcher { get; init; }

    /// <summary>Steps of all shots.</summary>
    public long AllSteps => (long)Steps * Shots;

    /// <summary>Fails early if there are not enough rows for so many ranks.</summary>
    /// <exception cref="SettingsException">There are not.</exception>
    public void CheckRanks(int ranks)
    {
        if (ranks > Nz / Grid.FewestPoints)
            throw new SettingsException(
                $"--ranks is {ranks}; allowed: up to {Nz / Grid.FewestPoints}, for {Nz} rows (--nz), of which each has {Grid.FewestPoints} at least"
            );
    }

    /// <summary>Fails early, and not after a long run, if the results would
    /// have no place.</summary>
    /// <param name="draws">Whether the picture is written here: on the first rank.</param>
    /// <exception cref="SettingsException">A directory does not exist.</exception>
    public void CheckPlaces(bool draws)
    {
        if (draws)
            CheckedOutput.Check(Output);
        if (Directory is not null && !System.IO.Directory.Exists(Directory))
            throw new SettingsException($"--directory is {Directory}; allowed: a directory that exists");
    }
}
