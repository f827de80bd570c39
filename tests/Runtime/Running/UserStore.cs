namespace Schedules.Runtime.Tests;

/// <summary>What a user would write: the members that have to be there, and no more.</summary>
internal class UserStore : ICheckpointStore
{
    protected readonly Dictionary<long, byte[]> held = [];
    private StoreUsage usage;

    public StoreUsage Usage =>
        usage with
        {
            Checkpoints = held.Count,
            Bytes = held.Values.Sum(data => (long)data.Length),
        };

    public long Length(long step) => held[step].Length;

    public virtual void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        held.Add(label.Step, data.ToArray());
        usage = usage with { Writes = usage.Writes + 1, BytesWritten = usage.BytesWritten + data.Length };
    }

    public virtual void Read(long step, LargeSpan target)
    {
        var data = held[step];
        if (data.Length != target.Length)
            throw new ArgumentException($"{data.Length} bytes are there, not {target.Length}");
        data.CopyTo(target.AsSpan());
        usage = usage with { Reads = usage.Reads + 1, BytesRead = usage.BytesRead + data.Length };
    }

    public virtual void Delete(long step)
    {
        if (!held.Remove(step))
            throw new KeyNotFoundException();
        usage = usage with { Deletes = usage.Deletes + 1 };
    }

    public virtual void Dispose() => held.Clear();
}
