using System.Globalization;

namespace Schedules.Runtime;

/// <summary>
/// The names of a store's own files in its directory. They decide what is its own: whatever has
/// another name is never touched, and another rank's files have others.
/// </summary>
internal sealed class FileNames(string directory, string? rank)
{
    /// <summary>End of the name of the lock.</summary>
    public const string LockName = "checkpoints.lock";

    /// <summary>End of the name of a file of slots.</summary>
    public const string SlotsName = "checkpoints.slots";

    private const string Whole = ".checkpoint";
    private const string Part = ".checkpoint.part";
    private const int Digits = 19;

    private readonly string prefix = Prefix(rank);

    public string Directory => directory;

    public string Lock { get; } = Path.Combine(directory, Prefix(rank) + LockName);

    public string Slots { get; } = Path.Combine(directory, Prefix(rank) + SlotsName);

    public string Checkpoint(long step) => Numbered(step, Whole);

    /// <summary>Name of a checkpoint until it is whole.</summary>
    public string Unfinished(long step) => Numbered(step, Part);

    /// <summary>The step in the name of a checkpoint; null if it is not the name of one
    /// that is whole.</summary>
    public long? StepOf(string path) => StepOf(path, Whole);

    /// <summary>All files that are the store's own, of either layout, but for the lock.</summary>
    public IReadOnlyList<string> Own() =>
        [
            .. System
                .IO.Directory.EnumerateFiles(directory)
                .Where(path => path == Slots || StepOf(path, Whole) is not null || StepOf(path, Part) is not null)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The step in the name of a checkpoint, of any rank and whole or not; null if it is
    /// not the name of one.</summary>
    public static long? StepOfAny(string path, out bool isWhole)
    {
        var name = Path.GetFileName(path.AsSpan());
        isWhole = name.EndsWith(Whole, StringComparison.Ordinal);
        var end = isWhole ? Whole : Part;
        return
            name.Length >= Digits + end.Length
            && name.EndsWith(end, StringComparison.Ordinal)
            && long.TryParse(
                name[..^end.Length][^Digits..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var step
            )
            ? step
            : null;
    }

    private static string Prefix(string? rank) => rank is null ? "" : rank + ".";

    private string Numbered(long step, string ending) =>
        Path.Combine(directory, prefix + step.ToString("D19", CultureInfo.InvariantCulture) + ending);

    private long? StepOf(string path, string ending)
    {
        var name = Path.GetFileName(path);
        return
            name.Length == prefix.Length + Digits + ending.Length
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(ending, StringComparison.Ordinal)
            && long.TryParse(
                name.AsSpan(prefix.Length, Digits),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var step
            )
            ? step
            : null;
    }
}
