using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The levels of a run, each made when it is first named. What they have done can be asked for after the run has
/// been disposed of.</summary>
internal sealed class Levels(StoreMaker maker, RunOptions options) : IDisposable
{
    private readonly Dictionary<Storage, ILevel> levels = [];
    private readonly List<ICheckpointStore> own = [];
    private bool disposed;

    /// <summary>What the stores have thrown.</summary>
    public StoreErrors Errors { get; } = new();

    public ILevel this[Storage storage] => levels.TryGetValue(storage, out var level) ? level : Make(storage);

    /// <summary>Whether there is a level to read ahead from.</summary>
    public bool Prefetch { get; private set; }

    /// <summary>Those that have been named, the fastest first.</summary>
    public IEnumerable<KeyValuePair<Storage, ILevel>> Named => levels.OrderBy(level => level.Key);

    /// <summary>The level, if it has been named.</summary>
    public ILevel? Find(Storage storage) => levels.GetValueOrDefault(storage);

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
        if (disposed)
            return;
        disposed = true;
        foreach (var level in levels.Values)
            level.Dispose();
        foreach (var store in own)
            store.Dispose();
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
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            var store = maker.Begin(storage, out var isOwn);
            return Add(storage, store, isOwn);
        }
        catch (Exception refused)
        {
            throw Errors.Named(refused, null);
        }
    }

    private ILevel Add(Storage storage, ICheckpointStore store, bool isOwn)
    {
        if (isOwn)
            own.Add(store);
        ILevel level = store is IInPlaceStore inPlace
            ? new InPlaceLevel(inPlace, Errors)
            : new QueuedLevel(store, Errors, options.Buffers, options.Overlap, $"checkpoints of level {(int)storage}");
        Prefetch |= level.Prefetches;
        return levels[storage] = level;
    }
}
