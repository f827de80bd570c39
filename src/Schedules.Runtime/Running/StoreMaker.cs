using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Finds or makes the store of a level, and begins or resumes the run in it.</summary>
/// <param name="options">Which have the stores that the user gives.</param>
/// <param name="run">The name of the run.</param>
/// <param name="directory">The directory of the journal, if there is one.</param>
internal sealed class StoreMaker(RunOptions options, Guid run, string? directory)
{
    /// <summary>A store where the run begins.</summary>
    /// <param name="level">The level.</param>
    /// <param name="own">Whether it has been made here, and has to be disposed of.</param>
    public ICheckpointStore Begin(Storage level, out bool own)
    {
        var store = Find(level, out own);
        Try(store, own, () => store.Begin(run));
        return store;
    }

    /// <summary>A store where the run goes on, with what is there of it.</summary>
    public ICheckpointStore Resume(Storage level, out bool own, out Survivors survivors)
    {
        var store = Find(level, out own);
        var found = Survivors.None;
        Try(
            store,
            own,
            () =>
            {
                if (store.IsDurable)
                    found = store.Resume(run);
                else
                    store.Begin(run);
            }
        );
        survivors = found;
        return store;
    }

    /// <summary>A store of ours that cannot be begun lets go of its directory, with what is there: another is made when the
    /// run is started again.</summary>
    private static void Try(ICheckpointStore store, bool own, Action begin)
    {
        try
        {
            begin();
        }
        catch when (own)
        {
            store.KeepOnDispose = true;
            store.Dispose();
            throw;
        }
    }

    private ICheckpointStore Find(Storage level, out bool own)
    {
        own = !options.Stores.TryGetValue(level, out var given);
        return given ?? Make(level);
    }

    private ICheckpointStore Make(Storage level) =>
        level == Storage.Ram
            ? new MemoryStore()
            : new DiskStore(
                directory is null
                    ? new DiskStoreOptions { Parent = options.Directory, Rank = options.Rank }
                    : new DiskStoreOptions
                    {
                        Directory = Journal.LevelDirectory(directory, (int)level),
                        Rank = options.Rank,
                    }
            );
}
