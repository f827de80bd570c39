using System.Runtime.CompilerServices;

namespace Schedules.Runtime;

/// <summary>Which run has a store: one at a time, since a run removes what it finds in a store, and
/// reads from it what it has written. A store over another one takes that with it. A run that has
/// been collected has none.</summary>
internal static class StoreClaims
{
    private static readonly Lock Gate = new();
    private static readonly ConditionalWeakTable<ICheckpointStore, WeakReference<object>> Owners = [];

    /// <summary>A run takes a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="owner">The run, or a part that lives as long.</param>
    /// <exception cref="CheckpointStoreException">Another level, or another run that is neither
    /// complete nor disposed of, has it.</exception>
    public static void Take(ICheckpointStore store, object owner)
    {
        lock (Gate)
        {
            foreach (var part in Parts(store))
                if (Owners.TryGetValue(part, out var other) && other.TryGetTarget(out var living))
                    throw new CheckpointStoreException(
                        living == owner
                            ? "one store is given for two levels; each needs its own"
                            : "the store is in use by another run: let that come to its end, dispose of it, or give each its own"
                    );
            foreach (var part in Parts(store))
                Owners.AddOrUpdate(part, new WeakReference<object>(owner));
        }
    }

    /// <summary>A run gives a store back, if it has it.</summary>
    public static void Release(ICheckpointStore store, object owner)
    {
        lock (Gate)
        {
            foreach (var part in Parts(store))
                if (Owners.TryGetValue(part, out var holder) && holder.TryGetTarget(out var living) && living == owner)
                    Owners.Remove(part);
        }
    }

    private static IEnumerable<ICheckpointStore> Parts(ICheckpointStore store)
    {
        for (ICheckpointStore? part = store; part is not null; part = part.Inner)
            yield return part;
    }
}
