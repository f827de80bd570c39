using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>Calls of a store, beside what it is to hold: a dictionary. Each other call comes from
/// another thread.</summary>
/// <param name="make">Makes the store; another one finds what the first has kept, if calls reopen it.</param>
/// <param name="capacity">The most bytes that it takes; null for any number.</param>
/// <param name="behind">The store behind it, which fails where a call says so; null if there is none.</param>
/// <param name="before">Done before each call.</param>
internal sealed class StoreRun(
    Func<ICheckpointStore> make,
    long? capacity = null,
    FaultyStore? behind = null,
    Action? before = null
)
{
    private readonly Dictionary<long, (CheckpointLabel Label, byte[] Data)> held = [];
    private readonly Guid run = Guid.NewGuid();
    private readonly StoreExpectation expect = new(behind);
    private ICheckpointStore? made;
    private StoreUsage first;
    private long writes;
    private long deletes;

    /// <summary>Makes the calls, disposes of the store, and says what was wrong.</summary>
    public Fault? Find(IReadOnlyList<StoreCall> calls)
    {
        try
        {
            made = make();
            first = made.Usage;
            return Fault.First(Checks(calls)) ?? AfterDispose();
        }
        catch (Exception error)
        {
            return new(
                "a store can be made, asked and disposed of",
                $"it throws {error.GetType().Name}: {error.Message}",
                null,
                error
            );
        }
        finally
        {
            Close();
        }
    }

    private ICheckpointStore Store => made!;

    private IEnumerable<Fault?> Checks(IReadOnlyList<StoreCall> calls)
    {
        yield return expect.Success("begin", () => Store.Begin(run));
        foreach (var (index, call) in calls.Index())
        {
            before?.Invoke();
            (expect.Elsewhere, expect.Fails) = (index % 2 == 1, call.Fails);
            yield return Do(call) ?? Counts();
        }

        (expect.Elsewhere, expect.Fails) = (false, false);
        yield return Contents();
    }

    private Fault? Do(StoreCall call) =>
        call.Kind switch
        {
            StoreCallKind.Write or StoreCallKind.Reserve => Write(call),
            StoreCallKind.Read or StoreCallKind.View => Read(call.Step, call.Kind is StoreCallKind.View),
            StoreCallKind.ReadTooLong => ReadTooLong(call.Step),
            StoreCallKind.Delete => Delete(call.Step),
            StoreCallKind.Flush => expect.Success($"{call}", Store.Flush),
            StoreCallKind.Reopen => Reopen(),
            _ => throw new InvalidOperationException($"{call.Kind}"),
        };

    private Fault? Write(StoreCall call)
    {
        var (data, label) = (call.Data(), Label(call));
        void Act()
        {
            if (call.Kind is StoreCallKind.Reserve && Store is IInPlaceStore memory)
                new ReadOnlyLargeSpan(data).CopyTo(memory.Reserve(label, data.Length));
            else
                Store.Write(label, data);
        }

        if (held.ContainsKey(call.Step))
            return expect.Refusal("a step that has a checkpoint is not written again", $"{call}", Act) ?? Contents();
        if (held.Values.Sum(one => (long)one.Data.Length) + data.Length > capacity)
            return expect.StoreError("a store takes no more than its capacity", $"{call}", Act)
                ?? expect.StoreError(
                    "a store has no room beyond its capacity",
                    "check room",
                    () => Store.CheckRoom(data.Length)
                )
                ?? Contents();
        if (expect.Try($"{call}", Act, out var done) is { } fault)
            return fault;
        if (!done)
            return Contents();
        held.Add(call.Step, (label, data));
        writes++;
        return null;
    }

    private Fault? Read(long step, bool inPlace)
    {
        const string Law = "what is written is read";
        if (!held.TryGetValue(step, out var one))
            return Missing($"read step {step}", () => Store.Read(step, new byte[1]))
                ?? Missing($"length of step {step}", () => Store.Length(step));
        long length = 0;
        if (expect.Success($"length of step {step}", () => length = Store.Length(step)) is { } lost)
            return lost;
        if (length != one.Data.Length)
            return new(Law, $"step {step} has {length} bytes, and {one.Data.Length} were written");
        var data = new byte[length];
        void Act()
        {
            if (inPlace && Store is IInPlaceStore memory)
                memory.View(step).CopyTo(data);
            else
                Store.Read(step, data);
        }

        if (expect.Try($"read step {step}", Act, out var done) is { } fault)
            return fault;
        var same = one.Data.AsSpan().CommonPrefixLength(data);
        return !done || same == data.Length
            ? null
            : new(Law, $"byte {same} of step {step} is {data[same]}, and {one.Data[same]} was written");
    }

    private Fault? ReadTooLong(long step) =>
        held.TryGetValue(step, out var one)
            ? expect.Refusal(
                "a target has as many bytes as were written",
                $"read step {step} into {one.Data.Length + 1} bytes",
                () => Store.Read(step, new byte[one.Data.Length + 1])
            ) ?? Contents()
            : null;

    private Fault? Delete(long step)
    {
        if (!held.ContainsKey(step))
            return Missing($"delete step {step}", () => Store.Delete(step));
        var fault = expect.Try($"delete step {step}", () => Store.Delete(step), out var done);
        if (fault is not null || !done)
            return fault ?? Contents();
        held.Remove(step);
        deletes++;
        return Missing($"length of step {step}, which was deleted,", () => Store.Length(step));
    }

    /// <summary>The next store finds all that this one holds.</summary>
    private Fault? Reopen()
    {
        const string Law = "what is kept survives";
        if (!Store.IsDurable)
            return new(Law, "the store is not durable, and is to be found again");
        Store.KeepOnDispose = true;
        Store.Dispose();
        made = make();
        var found = Store.Resume(run);
        (first, writes, deletes) = (Store.Usage, 0, 0);
        var (expected, whole) = (held.Values.Select(one => one.Label).ToHashSet(), found.Whole.ToHashSet());
        return found.Rejected.Count > 0 ? new(Law, $"it is rejected: {found.Rejected[0]}")
            : expected.Except(whole).FirstOrDefault() is { Kind: not 0 } lost ? new(Law, $"{lost} has not survived")
            : whole.Except(expected).FirstOrDefault() is { Kind: not 0 } more ? new(Law, $"{more} was never there")
            : Contents();
    }

    private Fault? Missing(string call, Action act) =>
        expect.StoreError("a step without a checkpoint is an error of the store", call, act) ?? Contents();

    private Fault? Contents() =>
        Fault.First(held.Keys.Order().ToList().Select(step => Read(step, inPlace: false))) ?? Counts();

    private Fault? Counts()
    {
        var (usage, bytes) = (Store.Usage, held.Values.Sum(one => (long)one.Data.Length));
        var (written, deleted) = (usage.Writes - first.Writes, usage.Deletes - first.Deletes);
        return
            usage.Checkpoints == held.Count
            && written == writes
            && deleted == deletes
            && (capacity is null || usage.Bytes == bytes)
            ? null
            : new(
                "the usage of a store is what was done",
                $"it says {usage.Checkpoints} checkpoints, {written} written, {deleted} deleted, {usage.Bytes} bytes; "
                    + $"there are {held.Count}, {writes} and {deletes}, {bytes} bytes"
            );
    }

    private Fault? AfterDispose()
    {
        Store.KeepOnDispose = false;
        Store.Dispose();
        var step = held.Keys.FirstOrDefault();
        var length = held.TryGetValue(step, out var one) ? one.Data.Length : 1;
        return expect.Success("dispose a second time", Store.Dispose)
            ?? expect.Refusal(
                "a store that was disposed of does nothing",
                $"read step {step}",
                () => Store.Read(step, new byte[length])
            );
    }

    /// <summary>Leaves nothing behind, whatever was wrong.</summary>
    private void Close()
    {
        try
        {
            made?.KeepOnDispose = false;
            made?.Dispose();
        }
        catch (Exception)
        {
            // Found before, as the store was disposed of the first time.
        }
    }

    private CheckpointLabel Label(StoreCall call)
    {
        var kind = (CheckpointKind)((call.Seed % 3) + 1);
        var end = kind.HasFlag(CheckpointKind.Dependencies) ? call.Step + 1 + (call.Seed % 4) : call.Step;
        return new(call.Step, kind, end, writes, (ulong)call.Seed, Schedules.Interop.Storage.Disk);
    }
}
