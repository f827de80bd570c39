using System.Security.Cryptography;

namespace Schedules.Native;

/// <summary>
/// What callers hold numbers of. A number is found by its place, and is right only as a whole: one
/// that was given back, or never given out, is refused. Reading takes no lock.
/// </summary>
internal static class HandleTable
{
    // The place of a handle is in its low bits, so that there are a million at a time.
    private const int PlaceBits = 20;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;

    private static readonly Lock Changing = new();
    private static readonly Stack<int> Free = new();
    private static volatile HandleEntry[] entries = [];

    // Begins anywhere, so that small numbers and those of another process are no handles.
    private static ulong generation = (ulong)RandomNumberGenerator.GetInt32(1 << 20, int.MaxValue);

    /// <summary>A handle for a new object; never 0.</summary>
    public static ulong Add(object target)
    {
        lock (Changing)
        {
            if (Free.Count == 0)
                Grow();
            var place = Free.Pop();
            var handle = (++generation << PlaceBits) | (uint)place;
            entries[place].Give(handle, target);
            return handle;
        }
    }

    /// <summary>The object of a handle, for this thread alone until the lease ends.</summary>
    /// <exception cref="CallException">There is none, it is of another kind, or another thread has
    /// it.</exception>
    public static Lease<T> Take<T>(ulong handle)
        where T : class
    {
        var entry = Find(handle);
        entry.Enter(handle);
        if (entry.Target is T target)
            return new(entry, target);
        entry.Exit();
        throw Wrong($"handle is of another kind than this call takes ({Kind<T>()})");
    }

    /// <summary>Gives a handle back, and with it what it stands for.</summary>
    /// <exception cref="CallException">There is none, or another thread has it.</exception>
    public static void Remove(ulong handle)
    {
        var entry = Find(handle);
        entry.Enter(handle);
        (entry.Target as IDisposable)?.Dispose();
        entry.Clear();
        entry.Exit();
        lock (Changing)
            Free.Push((int)(handle & PlaceMask));
    }

    internal static CallException Wrong(string why) => new(Status.Handle, why);

    private static string Kind<T>() => typeof(T) == typeof(NativeJudge) ? "a judge" : "a run";

    private static HandleEntry Find(ulong handle)
    {
        var all = entries;
        var place = handle & PlaceMask;
        if (place < (ulong)all.Length && all[place].Handle == handle && handle != 0)
            return all[place];
        throw Wrong(
            handle == 0 ? "handle is null" : "handle is none of this library's: it was destroyed, or never given out"
        );
    }

    private static void Grow()
    {
        var before = entries;
        if (before.Length > (int)PlaceMask)
            throw new CallException(Status.Memory, $"{before.Length} handles are in use, and there are no more");
        var larger = new HandleEntry[Math.Max(64, 2 * before.Length)];
        before.CopyTo(larger, 0);
        for (var place = larger.Length - 1; place >= before.Length; place--)
        {
            larger[place] = new();
            Free.Push(place);
        }
        entries = larger;
    }
}
