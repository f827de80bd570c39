namespace Schedules.Cli.Families;

/// <summary>The parameters of schedules as options, in the words of the literature.</summary>
internal static class ParameterNames
{
    public const string MaxN = "--max-n";
    public const string Steps = "--steps";
    public const string SnapshotsInRam = "--snapshots-in-ram";
    public const string SnapshotsOnDisk = "--snapshots-on-disk";
    public const string Slots = "--slots";
    public const string Snapshots = "--snapshots";
    public const string RestartUnits = "--restart-units";
    public const string DependencyUnits = "--dependency-units";
    public const string StifflyAccurate = "--stiffly-accurate";
    public const string Storage = "--storage";
    public const string Period = "--period";
    public const string BinomialSnapshots = "--binomial-snapshots";
    public const string BinomialStorage = "--binomial-storage";
    public const string Trajectory = "--trajectory";
    public const string MoveData = "--move-data";
    public const string OneReadDisk = "--one-read-disk";
    public const string Policy = "--policy";
    public const string Uf = "--uf";
    public const string Ub = "--ub";
    public const string Wd = "--wd";
    public const string Rd = "--rd";
    public const string Write = "--write";
    public const string Read = "--read";

    /// <summary>Those that say what things cost.</summary>
    public static readonly IReadOnlyList<string> Costs = [Uf, Ub, Wd, Rd, Write, Read];
}
