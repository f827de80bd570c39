using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The levels of a run, each made when it is first named.</summary>
internal sealed class Levels(StoreMaker maker, RunOptions options) : IDisposable
{
    private readonly Dictionary<Storage, ILevel> levels = [];
    private readonly List<ICheckpointStore> own = [];

    public ILevel this[Storage storage] => levels.TryGetValue(storage, out var level) ? level : Make(storage);

    /// <summary>Those that have been named, the fastest first.</summary>
    public IEnumerable<KeyValuePair<Storage, ILevel>> Named => levels.OrderBy(level => level.Key);

    public void ThrowIfFailed()
    {
        foreach (var level in levels.Values)
            level.ThrowIfFailed();
    }

    public void Retry()
    {
        foreach (var level in levels.Values)
            level.Retry();
    }

    public void Drain()
    {
        foreach (var level in levels.Values)
            level.Drain();
    }

    /// <summary>Disposes of the levels, and of the stores that were made here.</summary>
    public void Dispose()
    {
        foreach (var level in levels.Values)
            level.Dispose();
        foreach (var store in own)
            store.Dispose();
        levels.Clear();
        own.Clear();
    }

    /// <summary>Names a level of a run that goes on.</summary>
    public Survivors Resume(Storage storage)
    {
        var store = maker.Resume(storage, out var isOwn, out var survivors);
        Add(storage, store, isOwn);
        return survivors;
    }

    private ILevel Make(Storage storage)
    {
        var store = maker.Begin(storage, out var isOwn);
        return Add(storage, store, isOwn);
    }

    private ILevel Add(Storage storage, ICheckpointStore store, bool isOwn)
    {
        if (isOwn)
            own.Add(store);
        return levels[storage] = store is IInPlaceStore inPlace
            ? new InPlaceLevel(inPlace)
            : new QueuedLevel(store, options.Buffers, options.Overlap, $"checkpoints of level {(int)storage}");
    }
}
