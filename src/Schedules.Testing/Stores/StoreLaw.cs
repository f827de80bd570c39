using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>What holds of every store: the contract of <see cref="ICheckpointStore"/>, by random
/// calls beside a dictionary.</summary>
internal static class StoreLaw
{
    private const int SideBySide = 5;

    public static void Check(Func<ICheckpointStore> make, long? capacity, int tests, int seed)
    {
        Alone(calls => new StoreRun(make, capacity).Find(calls), Generators.StoreCalls(), tests, seed);
        foreach (var calls in Generators.StoreCalls().Sample(SideBySide, seed))
            if (Beside(make, capacity, calls) is { } fault)
                throw (fault with { Law = $"{fault.Law}, with another store beside it" }).In(Text(calls));
    }

    public static void CheckDurable(Func<ICheckpointStore> make, int tests, int seed)
    {
        Alone(calls => new StoreRun(make).Find(calls), Generators.StoreCalls(reopens: true), tests, seed);
        if (ANewRun(make) is { } fault)
            throw fault.In("begin, write step 3, keep, dispose, begin another run with another store");
    }

    public static void CheckOver(Func<ICheckpointStore, ICheckpointStore> make, int tests, int seed) =>
        Alone(calls => Over(make, calls), Generators.StoreCalls(fails: true), tests, seed);

    private static Fault? Over(Func<ICheckpointStore, ICheckpointStore> make, IReadOnlyList<StoreCall> calls)
    {
        var behind = new FaultyStore(new MemoryStore());
        return new StoreRun(() => make(behind), null, behind).Find(calls)
            ?? (
                behind.IsDisposed
                    ? null
                    : new("a store behind is disposed of with the one over it", "it is not disposed of")
            );
    }

    /// <summary>A store is one run's, and another run's may be at work beside it: the same calls
    /// with other data, each at the same time.</summary>
    private static Fault? Beside(Func<ICheckpointStore> make, long? capacity, IReadOnlyList<StoreCall> calls)
    {
        var faults = new Fault?[2];
        using var barrier = new Barrier(faults.Length);
        void Run(int i, IReadOnlyList<StoreCall> calls)
        {
            faults[i] = new StoreRun(make, capacity, before: barrier.SignalAndWait).Find(calls);
            barrier.RemoveParticipant();
        }

        var other = new Thread(() => Run(1, [.. calls.Select(call => call with { Seed = int.MaxValue - call.Seed })]));
        other.Start();
        Run(0, calls);
        other.Join();
        return Fault.First(faults);
    }

    private static void Alone(
        Func<IReadOnlyList<StoreCall>, Fault?> find,
        Generator<IReadOnlyList<StoreCall>> lists,
        int tests,
        int seed
    ) =>
        new Generator<StoreCalls>(
            random => new(lists.Next(random)),
            calls => lists.Shrink(calls.All).Select(smaller => new StoreCalls(smaller))
        ).Check(calls => find(calls.All), tests, seed);

    private static Fault? ANewRun(Func<ICheckpointStore> make)
    {
        var store = make();
        store.Begin(Guid.NewGuid());
        store.Write(new(3, CheckpointKind.Restart, 3, 0), new byte[10]);
        store.KeepOnDispose = true;
        store.Dispose();
        using var next = make();
        next.Begin(Guid.NewGuid());
        next.KeepOnDispose = false;
        return next.Usage.Checkpoints == 0
            ? new StoreExpectation(null).StoreError(
                "a run begins with nothing there",
                "length of step 3",
                () => next.Length(3)
            )
            : new("a run begins with nothing there", $"it says {next.Usage.Checkpoints} checkpoints");
    }

    private static string Text(IEnumerable<StoreCall> calls) => string.Join(Environment.NewLine, calls);

    private sealed record StoreCalls(IReadOnlyList<StoreCall> All)
    {
        public override string ToString() => Text(All);
    }
}
