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

    /// <summary>Steps of all shots.</summary>
    public long AllSteps => (long)Steps * Shots;

    /// <summary>Fails early, and not after a long run, if the results would
    /// have no place.</summary>
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
