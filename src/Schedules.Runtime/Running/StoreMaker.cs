using System.Globalization;
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
        store.Begin(run);
        return store;
    }

    /// <summary>A store where the run goes on, with what is there of it.</summary>
    public ICheckpointStore Resume(Storage level, out bool own, out Survivors survivors)
    {
        var store = Find(level, out own);
        survivors = Survivors.None;
        if (store.IsDurable)
            survivors = store.Resume(run);
        else
            store.Begin(run);
        return store;
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
                        Directory = Path.Combine(
                            directory,
                            string.Create(CultureInfo.InvariantCulture, $"level-{(int)level}")
                        ),
                        Rank = options.Rank,
                    }
            );
}
