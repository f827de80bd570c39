namespace Schedules.Runtime.Tests;

/// <summary>Says which calls of stores fail, counted over all of them.</summary>
internal sealed class Faults(Func<int, bool> fails)
{
    private int calls;
    private int failed;

    public int Calls => calls;

    public int Failed => failed;

    public bool Repaired { get; set; }

    public void Call()
    {
        var call = Interlocked.Increment(ref calls) - 1;
        if (!Repaired && fails(call))
            throw Error(Interlocked.Increment(ref failed) + call);
    }

    private static Exception Error(int number) =>
        (number % 5) switch
        {
            0 => new IOException("no"),
            1 => new CheckpointStoreException("no"),
            2 => new UnauthorizedAccessException("no"),
            3 => new OperationCanceledException("no"),
            _ => new InvalidOperationException("no"),
        };
}

/// <summary>A store of which some calls fail, having changed nothing.</summary>
internal class FaultyStore(ICheckpointStore inner, Faults faults) : ICheckpointStore
{
    public static ICheckpointStore Make(Faults faults, bool inPlace) =>
        inPlace ? new InPlace(new MemoryStore(), faults) : new FaultyStore(new UserStore(), faults);

    public StoreUsage Usage => inner.Usage;

    public long Length(long step) => inner.Length(step);

    public void Begin(Guid run) => faults.Call();

    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        faults.Call();
        inner.Write(label, data);
    }

    public void Read(long step, LargeSpan target)
    {
        faults.Call();
        inner.Read(step, target);
    }

    public void Delete(long step)
    {
        faults.Call();
        inner.Delete(step);
    }

    public void Dispose() => inner.Dispose();

    private sealed class InPlace(MemoryStore inner, Faults faults) : FaultyStore(inner, faults), IInPlaceStore
    {
        private readonly MemoryStore inner = inner;
        private readonly Faults faults = faults;

        public LargeSpan Reserve(CheckpointLabel label, long length)
        {
            faults.Call();
            return inner.Reserve(label, length);
        }

        public ReadOnlyLargeSpan View(long step)
        {
            faults.Call();
            return inner.View(step);
        }
    }
}
