using ILGPU;
using ILGPU.Runtime;
using Schedules.Runtime;

namespace Schedules.Samples.Device;

/// <summary>Checkpoints in buffers of an accelerator: the buffers are the handles.</summary>
public sealed class DeviceStore(Accelerator accelerator) : IHandleStore
{
    private readonly Dictionary<long, MemoryBuffer1D<byte, Stride1D.Dense>> held = [];
    private StoreUsage usage;

    /// <inheritdoc/>
    public StoreUsage Usage => usage with { Checkpoints = held.Count, Bytes = held.Values.Sum(data => data.Length) };

    /// <summary>Checkpoints that have gone to or come from another level, as bytes.</summary>
    public int Crossings { get; private set; }

    /// <inheritdoc/>
    public long Length(long step) => held[step].Length;

    /// <inheritdoc/>
    public object Reserve(CheckpointLabel label, long length)
    {
        usage = usage with { Writes = usage.Writes + 1, BytesWritten = usage.BytesWritten + length };
        return held[label.Step] = accelerator.Allocate1D<byte>(length);
    }

    /// <inheritdoc/>
    public object View(long step)
    {
        usage = usage with { Reads = usage.Reads + 1, BytesRead = usage.BytesRead + held[step].Length };
        return held[step];
    }

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        Crossings++;
        ((MemoryBuffer1D<byte, Stride1D.Dense>)Reserve(label, data.Length)).View.BaseView.CopyFromCPU(data.AsSpan());
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
    {
        Crossings++;
        ((MemoryBuffer1D<byte, Stride1D.Dense>)View(step)).View.BaseView.CopyToCPU(target.AsSpan());
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        held.Remove(step, out var data);
        data!.Dispose();
        usage = usage with { Deletes = usage.Deletes + 1 };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var data in held.Values)
            data.Dispose();
        held.Clear();
    }
}
