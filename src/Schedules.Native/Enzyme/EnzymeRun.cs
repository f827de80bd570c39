using Schedules.Interop;

namespace Schedules.Native;

/// <summary>A state of Enzyme's: a schedule in its words, and what it stores.</summary>
internal sealed class EnzymeRun : IDisposable
{
    private const string Usual = "ram";

    private readonly RestartWalk? walk;
    private readonly EnzymeStores stores;
    private readonly Dictionary<(Storage Level, long Step), long> slots = [];
    private readonly Dictionary<long, Storage> levels = [];
    private readonly Stack<long> free = new();
    private readonly bool onDisk;
    private Exception? failure;
    private bool turned;

    /// <param name="text">A family, what is given of its parameters, and <c>store=</c> ram, disk or compressed, <c>directory=</c>.</param>
    /// <param name="steps">The number of steps; -1 where it is not known.</param>
    public EnzymeRun(string text, long steps)
    {
        if (steps < -1)
            throw new CallException(Status.Range, $"nsteps is {steps}; allowed: from -1");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(IsOurs);
        var kind = Value(words[true], "store") ?? Usual;
        if (kind is not (Usual or "disk" or "compressed"))
            throw new CallException(Status.Text, $"store is {kind}; allowed: ram, disk, compressed");
        onDisk = kind == "disk";
        walk =
            steps == 0
                ? null
                : new(RestartWalk.Complete(string.Join(' ', words[false]), steps < 0 ? null : steps, null));
        stores = new(kind == "compressed", Value(words[true], "directory"));
    }

    public EnzymeAction Next()
    {
        if (failure is not null)
            throw failure;
        for (; ; )
        {
            var next = walk?.Next() ?? new(WalkKind.Done);
            switch (next.Kind)
            {
                case WalkKind.Store:
                    return new()
                    {
                        Flag = (int)EnzymeFlag.Store,
                        Iteration = next.N0,
                        Slot = Take(next.Level, next.N0),
                    };
                case WalkKind.Forward:
                    return new()
                    {
                        Flag = (int)EnzymeFlag.Forward,
                        StartIteration = next.N0,
                        Iteration = next.N1,
                    };
                case WalkKind.Restore:
                    var slot = slots[(next.Level, next.N0)];
                    if (next.IsLast)
                        Free(next.Level, next.N0);
                    return new()
                    {
                        Flag = (int)EnzymeFlag.Restore,
                        Iteration = next.N0,
                        Slot = slot,
                    };
                case WalkKind.Turn:
                    var flag = turned ? EnzymeFlag.Turn : EnzymeFlag.FirstTurn;
                    turned = true;
                    return new() { Flag = (int)flag, Iteration = next.N0 + 1 };
                case WalkKind.Drop:
                    stores.Delete(slots[(next.Level, next.N0)]);
                    Free(next.Level, next.N0);
                    break;
                case WalkKind.Done:
                    return new() { Flag = (int)EnzymeFlag.Done };
                default:
                    throw new InvalidOperationException($"{next.Kind}");
            }
        }
    }

    public void SetLength(long n) => walk?.SetLength(n);

    public void Store(long slot, ReadOnlySpan<EnzymeRegion> regions) =>
        stores.Write(slot, levels.GetValueOrDefault(slot, onDisk ? Storage.Disk : Storage.Ram), regions);

    public void Restore(long slot, ReadOnlySpan<EnzymeRegion> regions) => stores.Read(slot, regions);

    /// <summary>What goes wrong where nothing can be answered is said by the next action.</summary>
    public void Fail(Exception wrong) => failure ??= wrong;

    public void Dispose() => stores.Dispose();

    private long Take(Storage level, long step)
    {
        var slot = free.Count > 0 ? free.Pop() : slots.Count;
        slots.Add((level, step), slot);
        levels[slot] = onDisk ? Storage.Disk : level;
        return slot;
    }

    // What is in it stays until it is written again: the driver has yet to read it.
    private void Free(Storage level, long step)
    {
        slots.Remove((level, step), out var slot);
        free.Push(slot);
    }

    private static bool IsOurs(string word) => word.StartsWith("store=") || word.StartsWith("directory=");

    private static string? Value(IEnumerable<string> words, string name) =>
        words.Where(word => word.StartsWith($"{name}=")).Select(word => word[(name.Length + 1)..]).LastOrDefault();
}
