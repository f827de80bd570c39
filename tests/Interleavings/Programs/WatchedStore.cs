using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>
/// A store that keeps what it is given, in memory, notices what must not be done to it or to the
/// buffers that it is given, and may refuse. It survives a crash, if it is to.
/// </summary>
internal sealed class WatchedStore : ICheckpointStore
{
    private readonly Dictionary<long, (CheckpointLabel Label, byte[] Data)> held;
    private bool busy;

    public WatchedStore() => held = [];

    /// <summary>What another one held at a moment.</summary>
    public WatchedStore(IEnumerable<CheckpointLabel> labels) =>
        held = labels.ToDictionary(label => label.Step, label => (label, Calculation.DataOf(label)));

    /// <summary>Asked at each request: what it throws, if anything, is what the request
    /// fails with.</summary>
    public Action? Faults { get; init; }

    /// <summary>Told of a checkpoint that has been written.</summary>
    public Action<long>? Written { get; set; }

    /// <summary>Told of a checkpoint that is about to be deleted.</summary>
    public Action<long>? Deleting { get; set; }

    public bool IsDurable => true;

    public bool KeepOnDispose
    {
        get;
        set
        {
            MustBeAlone();
            field = value;
        }
    }

    public StoreUsage Usage
    {
        get
        {
            MustBeAlone();
            return default;
        }
    }

    /// <summary>What is there, by step.</summary>
    public IEnumerable<CheckpointLabel> Labels => held.Values.Select(entry => entry.Label).OrderBy(label => label.Step);

    /// <summary>Changes so far.</summary>
    public int Version { get; private set; }

    public long Length(long step) => held[step].Data.Length;

    public bool Contains(long step) => held.ContainsKey(step);

    public void Begin(Guid run)
    {
        MustBeAlone();
        held.Clear();
        Version++;
    }

    public Survivors Resume(Guid run) => new([.. Labels], []);

    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        Enter("write", label.Step);
        MustBe(!held.ContainsKey(label.Step), "written again", label.Step);
        var expected = Calculation.DataOf(label);
        MustBe(data.AsSpan().SequenceEqual(expected), "written with the data of something else", label.Step);
        Interleaving.Point("in the middle of writing", label.Step);
        MustBe(
            data.AsSpan().SequenceEqual(expected),
            "overwritten while it is written: its buffer had been released",
            label.Step
        );
        held.Add(label.Step, (label, expected));
        Written?.Invoke(label.Step);
        Leave();
    }

    public void Read(long step, LargeSpan target)
    {
        Enter("read", step);
        MustBe(held.ContainsKey(step), "not there to be read", step);
        target.AsSpan().Fill(0xee);
        Interleaving.Point("in the middle of reading", step);
        held[step].Data.CopyTo(target.AsSpan());
        Leave();
    }

    public void Delete(long step)
    {
        Enter("delete", step);
        MustBe(held.ContainsKey(step), "not there to be deleted", step);
        Deleting?.Invoke(step);
        held.Remove(step);
        Leave();
    }

    public void Dispose() { }

    private void Enter(string what, long step)
    {
        Interleaving.Point(what, step);
        MustBeAlone();
        Faults?.Invoke();
        busy = true;
    }

    private void Leave()
    {
        Version++;
        busy = false;
    }

    private void MustBeAlone()
    {
        if (busy)
            Interleaving.Fail("two calls of one store at once");
    }

    private static void MustBe(bool condition, string wrong, long step)
    {
        if (!condition)
            Interleaving.Fail($"the checkpoint of step {step} is {wrong}");
    }
}
