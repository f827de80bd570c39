using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Native;

/// <summary>States of the driver, by slot: each in the store of its level.</summary>
/// <param name="compressed">Whether they are compressed.</param>
/// <param name="directory">Where those on disk are; null for a directory of their own among the system's temporary ones.</param>
internal sealed unsafe class EnzymeStores(bool compressed, string? directory) : IDisposable
{
    // The driver has two slots of its own, -2 and -1; stores count from 0.
    private const long Own = 2;

    private readonly Dictionary<Storage, ICheckpointStore> stores = [];
    private readonly Dictionary<long, ICheckpointStore> holders = [];

    public void Write(long slot, Storage level, ReadOnlySpan<EnzymeRegion> regions)
    {
        Delete(slot);
        var store = Of(level);
        using var bytes = new EnzymeBytes(regions);
        bytes.Gather(regions);
        store.Write(new(slot + Own, CheckpointKind.Restart, slot + Own, 0, Level: level), bytes.Data);
        holders[slot] = store;
    }

    public void Read(long slot, ReadOnlySpan<EnzymeRegion> regions)
    {
        if (!holders.TryGetValue(slot, out var store))
            throw new CallException(Status.State, $"slot {slot} holds nothing");
        var length = store.Length(slot + Own);
        using var bytes = new EnzymeBytes(regions);
        if (bytes.Data.Length != length)
            throw new CallException(
                Status.Range,
                $"slot {slot} holds {length} bytes, and the regions have {bytes.Data.Length}"
            );
        store.Read(slot + Own, bytes.Data);
        bytes.Scatter(regions);
    }

    /// <summary>Forgets what is there, if anything.</summary>
    public void Delete(long slot)
    {
        if (holders.Remove(slot, out var store))
            store.Delete(slot + Own);
    }

    public void Dispose()
    {
        foreach (var store in stores.Values)
            store.Dispose();
    }

    private ICheckpointStore Of(Storage level)
    {
        if (stores.TryGetValue(level, out var known))
            return known;
        ICheckpointStore store = level == Storage.Ram ? new MemoryStore() : new DiskStore(new() { Parent = directory });
        store = compressed ? new CompressedStore(store) : store;
        store.Begin(Guid.NewGuid());
        return stores[level] = store;
    }
}
