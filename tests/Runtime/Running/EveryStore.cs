using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>Every kind of store, and of stores over stores.</summary>
internal static class EveryStore
{
    public static readonly IReadOnlyDictionary<string, Func<Place, ICheckpointStore>> All = new Dictionary<
        string,
        Func<Place, ICheckpointStore>
    >
    {
        ["memory"] = _ => new MemoryStore(),
        ["a file a checkpoint"] = place => new DiskStore(new DiskStoreOptions { Parent = place.Path }),
        ["one file"] = place => new DiskStore(
            new DiskStoreOptions { Parent = place.Path, Layout = DiskLayout.OneFile }
        ),
        ["Brotli over files"] = place => new CompressedStore(
            new DiskStore(new DiskStoreOptions { Parent = place.Path })
        ),
        ["Deflate over memory"] = _ => new CompressedStore(new MemoryStore(), new DeflateCodec()),
        ["a user's own"] = _ => new UserStore(),
    };

    public static TheoryData<string, string> WithFamilies
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var store in All.Keys)
            foreach (var family in Families.Few)
                rows.Add(store, family);
            return rows;
        }
    }
}
