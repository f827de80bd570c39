using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>A store whose transfers take virtual time, and are written down.</summary>
internal sealed class TimedStore(Storage level, LevelSpeed device) : ICheckpointStore
{
    private readonly Dictionary<long, byte[]> held = [];

    /// <summary>What was done, in its order.</summary>
    public List<TimedTransfer> Transfers { get; } = [];

    public bool IsDurable => false;

    public bool KeepOnDispose { get; set; }

    public StoreUsage Usage => default;

    public void Begin(Guid run) => held.Clear();

    public Survivors Resume(Guid run) => Survivors.None;

    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        var copy = data.AsSpan().ToArray();
        Take(true, label.Step, device.WriteLatency + data.Length / device.WriteBandwidth);
        held.Add(label.Step, copy);
    }

    public long Length(long step) => held[step].Length;

    public void Read(long step, LargeSpan target)
    {
        Take(false, step, device.ReadLatency + target.Length / device.ReadBandwidth);
        held[step].CopyTo(target.AsSpan());
    }

    public void Delete(long step) => held.Remove(step);

    public void Dispose() { }

    private void Take(bool isWrite, long step, double seconds)
    {
        var start = Interleaving.Current!.Now;
        Interleaving.Sleep(isWrite ? "write" : "read", seconds);
        Transfers.Add(new(level, isWrite, step, start, Interleaving.Current!.Now));
    }
}
