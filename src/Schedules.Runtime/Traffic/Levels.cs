using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The levels of a run that have been opened. What they have done can be asked for after
/// the run has been disposed of.</summary>
/// <param name="stores">Which store a level has.</param>
/// <param name="run">The name of the run.</param>
/// <param name="options">The options of the run.</param>
internal sealed class Levels(StoreTable stores, Guid run, RunOptions options) : IDisposable
{
    private readonly Dictionary<Storage, ILevel> levels = [];

    /// <summary>The first of them once more: they are looked for in every action.</summary>
    private readonly ILevel?[] near = new ILevel?[4];

    /// <summary>Those that may fail behind the caller.</summary>
    private ILevel[] behind = [];
    private readonly List<ICheckpointStore> own = [];

    /// <summary>Stores of the user that keep what they hold whatever becomes of the run.</summary>
    private readonly HashSet<ICheckpointStore> kept = new(ReferenceEqualityComparer.Instance);
    private bool released;
    private bool stopped;
    private bool disposed;

    /// <summary>Time to wait for a store.</summary>
    public Patience Patience { get; } = new(options.StoreTimeout);

    /// <summary>Errors of the stores.</summary>
    public StoreErrors Errors { get; } = new();

    /// <summary>A level that has been opened.</summary>
    public ILevel this[Storage storage] =>
        (uint)storage < (uint)near.Length && near[(int)storage] is { } level ? level : levels[storage];

    /// <summary>Whether a level that has been opened reads ahead.</summary>
    public bool ReadAhead { get; private set; }

    /// <summary>Those that have been opened, the fastest first.</summary>
    public IEnumerable<KeyValuePair<Storage, ILevel>> Opened => levels.OrderBy(level => level.Key);

    /// <summary>A level, if it has been opened.</summary>
    public ILevel? Find(Storage storage) => levels.GetValueOrDefault(storage);

    /// <summary>Begins the run in the store of a level, unless that has been done.</summary>
    /// <exception cref="CheckpointStoreException">The store refuses; it may be
    /// tried again.</exception>
    public void Open(Storage storage)
    {
        if (((uint)storage >= (uint)near.Length || near[(int)storage] is null) && !levels.ContainsKey(storage))
            Begin(storage);
    }

    /// <summary>Goes on with the run in the store of a level.</summary>
    /// <returns>What is there of it.</returns>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public Survivors Resume(Storage storage)
    {
        var found = Survivors.None;
        Named(() =>
            Add(
                storage,
                (store, run) =>
                {
                    if (store.IsDurable)
                        found = store.Resume(run);
                    else
                        store.Begin(run);
                }
            )
        );
        return found;
    }

    /// <summary>Has a level know a checkpoint that was found in its store.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public long Recall(Storage storage, long step)
    {
        var bytes = 0L;
        Named(() => bytes = levels[storage].Store.Length(step), step);
        levels[storage].Recall(step, bytes);
        return bytes;
    }

    /// <summary>Refuses what a store would refuse later.</summary>
    /// <param name="storage">A level that has been opened.</param>
    /// <param name="bytes">What it will hold, if that is known.</param>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public void CheckRoom(Storage storage, long bytes) => Named(() => levels[storage].Store.CheckRoom(bytes));

    /// <summary>Deletes a checkpoint at once, which the run has not come to use.</summary>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public void Delete(Storage storage, long step) => Named(() => levels[storage].Store.Delete(step), step);

    /// <summary>Forces out what has been deleted.</summary>
    /// <exception cref="CheckpointStoreException">A store refuses.</exception>
    public void Flush()
    {
        foreach (var level in levels.Values)
            Named(level.Store.Flush);
    }

    /// <summary>The longest time that one store took for one checkpoint, by the stopwatch, summed
    /// over the stores.</summary>
    public long JobTicks => levels.Values.Sum(level => level.Times.Longest);

    public void ThrowIfFailed()
    {
        foreach (var level in behind)
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

    /// <summary>The contents of the stores are to stay when they are disposed of, or to be
    /// removed: to be said where no level has anything left to do.</summary>
    public void KeepOnDispose(bool keep)
    {
        if (released)
            return;
        foreach (var level in levels.Values)
            level.Store.KeepOnDispose = keep || kept.Contains(level.Store);
    }

    /// <summary>The run needs the stores no more: another may have those of the user.</summary>
    public void Release()
    {
        released = true;
        foreach (var level in levels.Values)
            StoreClaims.Release(level.Store, this);
    }

    /// <summary>Waits for what the levels are doing: they are asked for nothing more.</summary>
    /// <exception cref="CheckpointStoreException">A store does not come back.</exception>
    public void Stop()
    {
        if (stopped)
            return;
        stopped = true;
        CheckpointStoreException? hanging = null;
        foreach (var level in levels.Values)
        {
            try
            {
                level.Dispose();
            }
            catch (CheckpointStoreException refused)
            {
                // It is in use, and is left to the worker.
                own.Remove(level.Store);
                hanging = refused;
            }
        }

        if (hanging is not null)
            throw hanging;
    }

    /// <summary>Times of the levels' traffic, the fastest level first.</summary>
    public IReadOnlyList<(Storage Level, TrafficTimes Times)> Times() =>
        [.. Opened.Select(level => (level.Key, level.Value.Times))];

    /// <summary>Work of the codecs of those levels whose stores compress.</summary>
    public IReadOnlyDictionary<Storage, CompressionUsage> Compression() =>
        levels
            .Select(level => (level.Key, Usage: Compression(level.Value.Store)))
            .Where(level => level.Usage is not null)
            .ToDictionary(level => level.Key, level => level.Usage!);

    private static CompressionUsage? Compression(ICheckpointStore? store) =>
        store is null or CompressedStore ? (store as CompressedStore)?.Compression : Compression(store.Inner);

    /// <summary>Disposes of the levels, and of the stores that were made here.</summary>
    /// <exception cref="CheckpointStoreException">A store does not come back: all others have been
    /// disposed of.</exception>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        GC.SuppressFinalize(this);
        try
        {
            Stop();
        }
        finally
        {
            Release();
            foreach (var store in own)
                store.Dispose();
        }
    }

    // A method of its own: Open is called for each action, and what is captured here is
    // allocated as it begins.
    private void Begin(Storage storage)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Named(() => Add(storage, static (store, run) => store.Begin(run)));
    }

    /// <summary>A run that was forgotten: its workers end, and its files are removed, if they are
    /// not to be resumed from. Waiting for workers is not for the thread of the
    /// finalizers.</summary>
    ~Levels() =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static levels =>
            {
                try
                {
                    levels.Dispose();
                }
                catch (Exception)
                {
                    // There is nobody who could be told.
                }
            },
            this,
            preferLocal: false
        );

    private void Add(Storage storage, Action<ICheckpointStore, Guid> begin)
    {
        var store = stores.Find(storage, out var isOwn);
        StoreClaims.Take(store, this);
        if (!isOwn && store.KeepOnDispose)
            kept.Add(store);
        try
        {
            begin(store, run);
        }
        catch
        {
            StoreClaims.Release(store, this);
            if (isOwn)
            {
                // It lets go of its directory, with what is there: another is made when the
                // run is started again.
                store.KeepOnDispose = true;
                store.Dispose();
            }

            throw;
        }

        if (isOwn)
            own.Add(store);
        ILevel level = store is IInPlaceStore inPlace
            ? new InPlaceLevel(inPlace, Errors)
            : new QueuedLevel(
                store,
                Errors,
                Patience,
                new SlotPool(options.Buffers, options.BufferBytes),
                // The model is in a store by its handles, too, on the thread of the run.
                options.Overlap && store is not IHandleStore
                    ? $"checkpoints of level {(int)storage}"
                    : null
            );
        ReadAhead |= level.ReadsAhead;
        levels[storage] = level;
        if ((uint)storage < (uint)near.Length)
            near[(int)storage] = level;
        behind = [.. levels.Values.Where(level => !level.IsInPlace)];
    }

    private void Named(Action act, long? step = null)
    {
        try
        {
            act();
        }
        catch (Exception refused)
        {
            throw Errors.Named(refused, step);
        }
    }
}
