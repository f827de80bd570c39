using System.Globalization;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Which store a level has: the one that the user gives or, else, memory for RAM and files
/// for disk and slower levels.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="directory">The directory of the journal; null if there is none.</param>
internal sealed class StoreTable(RunOptions options, string? directory)
{
    /// <summary>Beginning of the names of the levels' directories in that of a journal.</summary>
    public const string LevelPrefix = "level-";

    /// <summary>The levels that a schedule may use.</summary>
    public static IEnumerable<Storage> LevelsOf(CheckpointSchedule schedule) =>
        schedule.Storages.Where(storage => storage >= Storage.Ram);

    /// <summary>The store of a level, in which no run has begun.</summary>
    /// <param name="level">RAM or slower.</param>
    /// <param name="isOwn">Whether it has been made here, and has to be disposed of.</param>
    public ICheckpointStore Find(Storage level, out bool isOwn)
    {
        isOwn = !options.Stores.TryGetValue(level, out var given);
        return given ?? Make(level);
    }

    private ICheckpointStore Make(Storage level) =>
        level == Storage.Ram
            ? new MemoryStore()
            : new DiskStore(
                directory is null
                    ? new DiskStoreOptions { Parent = options.Directory, Rank = options.Rank }
                    : new DiskStoreOptions { Directory = LevelDirectory(directory, level), Rank = options.Rank }
            );

    /// <summary>Whether a directory has a name that those of levels have.</summary>
    public static bool IsLevelDirectory(string path) =>
        Path.GetFileName(path.AsSpan()) is var name
        && name.StartsWith(LevelPrefix, StringComparison.Ordinal)
        && name.Length > LevelPrefix.Length
        && name[LevelPrefix.Length..].IndexOfAnyExceptInRange('0', '9') < 0;

    private static string LevelDirectory(string directory, Storage level)
    {
        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{LevelPrefix}{(int)level}"));
        OwnFile.CheckDirectory(path);
        return path;
    }
}
