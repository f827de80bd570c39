using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The levels of a run, each made when it is first named.</summary>
internal sealed class Levels(Func<Storage, ICheckpointStore> make, RunOptions options) : IDisposable
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

    private ILevel Make(Storage storage)
    {
        if (!options.Stores.TryGetValue(storage, out var store))
        {
            store = make(storage);
            own.Add(store);
        }

        return levels[storage] = store is IInPlaceStore inPlace
            ? new InPlaceLevel(inPlace)
            : new QueuedLevel(store, options.Buffers, options.Overlap, $"checkpoints of level {(int)storage}");
    }
}
