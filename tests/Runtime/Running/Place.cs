using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>A directory of a test's own, and stores in it for all levels; at the end nothing may be
/// left there.</summary>
internal sealed class Place : IDisposable
{
    public static readonly Storage[] Levels = [Storage.Ram, Storage.Disk, (Storage)2];

    private readonly Dictionary<Storage, ICheckpointStore> stores = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("schedules-test-").FullName;

    public IReadOnlyDictionary<Storage, ICheckpointStore> Stores => stores;

    public IReadOnlyDictionary<Storage, ICheckpointStore> Fill(Func<Place, ICheckpointStore> make)
    {
        foreach (var level in Levels)
            stores[level] = make(this);
        return stores;
    }

    public void Dispose()
    {
        foreach (var store in stores.Values)
            store.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path));
        Directory.Delete(Path, true);
    }
}
