namespace Schedules.Runtime.Tests.Stores;

/// <summary>Every store and decorator, by name: a new one is a new row.</summary>
public static class StoreKinds
{
    private static readonly Dictionary<string, Func<string, ICheckpointStore>> All = new()
    {
        ["memory"] = _ => new MemoryStore(),
        ["files"] = parent => Disk(parent, DiskLayout.FilePerCheckpoint, DiskFlush.Never),
        ["files, flushed"] = parent => Disk(parent, DiskLayout.FilePerCheckpoint, DiskFlush.EachCheckpoint),
        ["files, given directory"] = parent => At(parent, DiskLayout.FilePerCheckpoint),
        ["slots"] = parent => Disk(parent, DiskLayout.OneFile, DiskFlush.Never),
        ["slots, flushed"] = parent => Disk(parent, DiskLayout.OneFile, DiskFlush.EachCheckpoint),
        ["slots, given directory"] = parent => At(parent, DiskLayout.OneFile),
        ["brotli in memory"] = _ => new CompressedStore(new MemoryStore()),
        ["deflate in memory"] = _ => new CompressedStore(new MemoryStore(), new DeflateCodec()),
        ["brotli in files"] = parent => new CompressedStore(
            Disk(parent, DiskLayout.FilePerCheckpoint, DiskFlush.Never)
        ),
        ["deflate in slots"] = parent => new CompressedStore(
            Disk(parent, DiskLayout.OneFile, DiskFlush.Never),
            new DeflateCodec()
        ),
        ["throttled memory"] = _ => new ThrottledStore(new MemoryStore(), 1e12),
        ["throttled brotli in throttled slots"] = parent => new ThrottledStore(
            new CompressedStore(
                new ThrottledStore(Disk(parent, DiskLayout.OneFile, DiskFlush.Never), double.PositiveInfinity)
            ),
            1e12
        ),
        ["brotli of deflate in memory"] = _ => new CompressedStore(
            new CompressedStore(new MemoryStore(), new DeflateCodec())
        ),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static ICheckpointStore Make(string name, TemporaryDirectory parent) => All[name](parent.Location);

    /// <summary>Whether its figures are those of what it is given.</summary>
    public static bool CountsWhatItIsGiven(string name) =>
        !name.Contains("brotli", StringComparison.Ordinal) && !name.Contains("deflate", StringComparison.Ordinal);

    private static DiskStore Disk(string parent, DiskLayout layout, DiskFlush flush) =>
        new(
            new()
            {
                Parent = parent,
                Layout = layout,
                Flush = flush,
            }
        );

    private static DiskStore At(string parent, DiskLayout layout) =>
        new(
            new()
            {
                Directory = Path.Combine(parent, "given"),
                Layout = layout,
                Rank = "rank-3",
                Flush = DiskFlush.Never,
            }
        );
}
