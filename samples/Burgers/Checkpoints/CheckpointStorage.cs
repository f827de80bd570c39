using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>
/// The levels: RAM in memory, all slower ones in a fresh directory that is made when it is first needed and is gone, with all
/// that is in it, when this is disposed of.
/// </summary>
internal sealed class CheckpointStorage(int nodes, string? parent) : IDisposable
{
    private readonly SortedDictionary<Storage, Level> levels = [];
    private DirectoryInfo? root;

    public IReadOnlyDictionary<Storage, LevelCounts> Counts =>
        levels.ToDictionary(level => level.Key, level => level.Value.Counts);

    public IReadOnlyDictionary<Storage, long> PeakBytes =>
        levels.ToDictionary(level => level.Key, level => level.Value.PeakBytes);

    public Level this[Storage storage]
    {
        get
        {
            if (!levels.TryGetValue(storage, out var level))
                levels[storage] = level = Create(storage);
            return level;
        }
    }

    public void Dispose()
    {
        root?.Delete(recursive: true);
        root = null;
    }

    private Level Create(Storage storage) =>
        storage switch
        {
            < Storage.Ram => throw new InvalidOperationException($"{storage} keeps no checkpoints"),
            Storage.Ram => new RamLevel(),
            _ => new DiskLevel((root ??= CreateRoot()).CreateSubdirectory($"level-{(int)storage}"), nodes),
        };

    private DirectoryInfo CreateRoot()
    {
        var place = parent ?? Path.GetTempPath();
        try
        {
            return parent is null
                ? Directory.CreateTempSubdirectory("burgers-")
                : Directory.CreateDirectory(Path.Combine(parent, $"burgers-{Path.GetRandomFileName()}"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"no directory for temporary files can be made in {place}", refused);
        }
    }
}
