namespace Schedules.Runtime;

/// <summary>Compresses checkpoints before another store gets them. Data that do not get shorter are
/// kept as they are.</summary>
public sealed class CompressedStore : ICheckpointStore
{
    private readonly ICheckpointStore inner;
    private readonly ICheckpointCodec codec;
    private readonly uint number;
    private readonly Dictionary<long, int> lengths = [];
    private byte[] buffer = [];
    private long before;
    private long after;

    /// <summary>Makes a store over another.</summary>
    /// <param name="inner">The other, which is empty, and from now on this one's own: disposed of with it.</param>
    /// <param name="codec">How to compress; null for Brotli, fast.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public CompressedStore(ICheckpointStore inner, ICheckpointCodec? codec = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        this.inner = inner;
        this.codec = codec ?? new BrotliCodec();
        number = CompressedFrame.Number(this.codec.Name);
    }

    /// <inheritdoc/>
    public ICheckpointStore Inner => inner;

    /// <summary>Bytes and counts of the other store: compressed, with 12 bytes for each
    /// checkpoint.</summary>
    public StoreUsage Usage => inner.Usage;

    /// <summary>How many times shorter all that was written has become; 1 before
    /// anything is.</summary>
    public double Ratio => after == 0 ? 1 : (double)before / after;

    /// <inheritdoc/>
    public bool IsDurable => inner.IsDurable;

    /// <inheritdoc/>
    public bool KeepOnDispose
    {
        get => inner.KeepOnDispose;
        set => inner.KeepOnDispose = value;
    }

    /// <inheritdoc/>
    public int Length(long step)
    {
        var compressed = inner.Length(step);
        return lengths.TryGetValue(step, out var length)
            ? length
            : throw Wrong(step, $"it was not written by this store, and has {compressed} bytes");
    }

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlySpan<byte> data)
    {
        var room = Buffer((long)CompressedFrame.Size + data.Length, label.Step);
        var body = room[CompressedFrame.Size..];
        var frame = new CompressedFrame(number, data.Length);
        if (data.IsEmpty || !TryCompress(label.Step, data, body[..^1], out var written))
        {
            data.CopyTo(body);
            (frame, written) = (frame with { Codec = CompressedFrame.Plain }, data.Length);
        }

        frame.Write(room);
        var whole = CompressedFrame.Size + written;
        inner.Write(label, room[..whole]);
        lengths[label.Step] = data.Length;
        before += data.Length;
        after += whole;
    }

    /// <inheritdoc/>
    public void Read(long step, Span<byte> target)
    {
        var length = Length(step);
        if (target.Length != length)
        {
            throw new ArgumentException(
                $"The checkpoint of step {step} has {length} bytes, not {target.Length}.",
                nameof(target)
            );
        }

        var whole = Fetch(step);
        var frame = CompressedFrame.TryRead(whole, number) ?? throw Foreign(step);
        var body = whole[CompressedFrame.Size..];
        if (frame.Length != length)
        {
            throw Wrong(step, $"it is of {frame.Length} bytes, not {length}");
        }

        if (frame.Codec == CompressedFrame.Plain)
        {
            body.CopyTo(target);
        }
        else
        {
            Decompress(step, body, target);
        }
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        inner.Delete(step);
        lengths.Remove(step);
    }

    /// <inheritdoc/>
    public void Flush() => inner.Flush();

    /// <inheritdoc/>
    public void Begin(Guid run)
    {
        inner.Begin(run);
        lengths.Clear();
    }

    /// <inheritdoc/>
    public Survivors Resume(Guid run)
    {
        var found = inner.Resume(run);
        lengths.Clear();
        var (whole, rejected) = (new List<CheckpointLabel>(), found.Rejected.ToList());
        foreach (var label in found.Whole)
        {
            if (CompressedFrame.TryRead(Fetch(label.Step), number) is { } frame)
            {
                lengths.Add(label.Step, frame.Length);
                whole.Add(label);
            }
            else
            {
                inner.Delete(label.Step);
                rejected.Add(Foreign(label.Step).Message);
            }
        }

        return new(whole, rejected);
    }

    /// <summary>Disposes of the other store.</summary>
    public void Dispose()
    {
        inner.Dispose();
        buffer = [];
    }

    /// <summary>What the other store holds: where it is, or in the buffer.</summary>
    private ReadOnlySpan<byte> Fetch(long step)
    {
        if (inner is IInPlaceStore memory)
        {
            return memory.View(step);
        }

        var whole = Buffer(inner.Length(step), step);
        inner.Read(step, whole);
        return whole;
    }

    /// <summary>One that is kept: a codec needs it for each checkpoint again.</summary>
    private Span<byte> Buffer(long length, long step)
    {
        if (length > Array.MaxLength)
        {
            throw Wrong(step, $"it has more bytes than can be compressed, {Array.MaxLength - CompressedFrame.Size}");
        }

        try
        {
            buffer = buffer.Length < length ? GC.AllocateUninitializedArray<byte>((int)length) : buffer;
        }
        catch (OutOfMemoryException error)
        {
            throw Wrong(step, $"there is no memory for a buffer of {length} bytes", error);
        }

        return buffer.AsSpan(0, (int)length);
    }

    private bool TryCompress(long step, ReadOnlySpan<byte> data, Span<byte> target, out int written)
    {
        bool shorter;
        try
        {
            shorter = codec.TryCompress(data, target, out written);
        }
        catch (Exception error)
        {
            throw Wrong(step, $"the codec cannot compress it: {error.Message}", error);
        }

        return !shorter || (written >= 0 && written <= target.Length)
            ? shorter
            : throw Wrong(step, $"the codec says that it has written {written} bytes into {target.Length}");
    }

    private void Decompress(long step, ReadOnlySpan<byte> body, Span<byte> target)
    {
        int length;
        try
        {
            length = codec.Decompress(body, target);
        }
        catch (Exception error)
        {
            throw Wrong(step, $"the codec cannot decompress it: {error.Message}", error);
        }

        if (length != target.Length)
        {
            throw Wrong(step, $"the codec has made {length} bytes of it, not {target.Length}");
        }
    }

    private CheckpointStoreException Foreign(long step) => Wrong(step, $"it was not compressed by {codec.Name}");

    private CheckpointStoreException Wrong(long step, string what, Exception? error = null) =>
        new($"compressed store, {codec.Name}: checkpoint of step {step}: {what}.", step, inner: error);
}
