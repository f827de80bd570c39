using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>Compresses checkpoints before another store gets them. Data that do not get shorter are
/// kept as they are.</summary>
public sealed class CompressedStore : ICheckpointStore
{
    private const int MostOfBlock = 1 << 28;

    private readonly ICheckpointStore inner;
    private readonly ICheckpointCodec codec;
    private readonly uint number;
    private readonly CompressedBlocks blocks;
    private readonly Dictionary<long, long> lengths = [];
    private readonly DataBuffer buffer = new();
    private volatile CompressionUsage compression = CompressionUsage.None;

    /// <summary>Makes a store over another.</summary>
    /// <param name="inner">The other, which is empty, and from now on this one's own: disposed of with it.</param>
    /// <param name="codec">How to compress; null for Brotli, fast.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public CompressedStore(ICheckpointStore inner, ICheckpointCodec? codec = null)
        : this(inner, codec, MostOfBlock) { }

    internal CompressedStore(ICheckpointStore inner, ICheckpointCodec? codec, int mostOfBlock)
    {
        ArgumentNullException.ThrowIfNull(inner);
        this.inner = inner;
        this.codec = codec ?? new BrotliCodec();
        blocks = new(this.codec, mostOfBlock);
        number = CompressedFrame.Number(this.codec.Name);
    }

    /// <inheritdoc/>
    public ICheckpointStore Inner => inner;

    /// <summary>Bytes and counts of the other store: compressed, with 16 bytes for each
    /// checkpoint, and 4 for each block of it, of 256 MiB, that a codec has had.</summary>
    public StoreUsage Usage => inner.Usage;

    /// <summary>Ratio of compression over all that was written; 1 before
    /// anything is.</summary>
    public double Ratio => compression.Ratio;

    /// <summary>Bytes before and after, and the time that the codec takes: of another thread's
    /// store, too.</summary>
    public CompressionUsage Compression => compression;

    /// <inheritdoc/>
    public bool IsDurable => inner.IsDurable;

    /// <inheritdoc/>
    public bool KeepOnDispose
    {
        get => inner.KeepOnDispose;
        set => inner.KeepOnDispose = value;
    }

    /// <inheritdoc/>
    public long Length(long step)
    {
        var compressed = inner.Length(step);
        return lengths.TryGetValue(step, out var length)
            ? length
            : throw Wrong(step, $"it was not written by this store, and has {compressed} bytes");
    }

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        var room = Buffer(CompressedFrame.Size + data.Length, label.Step);
        var body = room.Slice(CompressedFrame.Size);
        var frame = new CompressedFrame(number, data.Length);
        var since = Stopwatch.GetTimestamp();
        if (!TryCompress(label.Step, data, body, out var written))
        {
            data.CopyTo(body);
            (frame, written) = (frame with { Codec = CompressedFrame.Plain }, data.Length);
        }

        var time = Stopwatch.GetElapsedTime(since);
        frame.Write(room.First(CompressedFrame.Size));
        var whole = CompressedFrame.Size + written;
        inner.Write(label, room.Slice(0, whole));
        lengths[label.Step] = data.Length;
        compression = compression with
        {
            Bytes = compression.Bytes + data.Length,
            Compressed = compression.Compressed + whole,
            CompressTime = compression.CompressTime + time,
        };
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
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
        var body = whole.Slice(CompressedFrame.Size);
        if (frame.Length != length)
        {
            throw Wrong(step, $"it is of {frame.Length} bytes, not {length}");
        }

        var since = Stopwatch.GetTimestamp();
        if (frame.Codec == CompressedFrame.Plain)
        {
            body.CopyTo(target);
        }
        else
        {
            Decompress(step, body, target);
        }

        compression = compression with
        {
            Restored = compression.Restored + target.Length,
            DecompressTime = compression.DecompressTime + Stopwatch.GetElapsedTime(since),
        };
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        inner.Delete(step);
        lengths.Remove(step);
    }

    /// <inheritdoc/>
    public void Flush() => inner.Flush();

    /// <summary>As the other store, but for the room: how much shorter data become is not known
    /// before.</summary>
    /// <param name="bytes">Bytes of data.</param>
    public void CheckRoom(long bytes) => inner.CheckRoom(0);

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
        buffer.Dispose();
    }

    /// <summary>Contents of the other store: where they are, or in the buffer.</summary>
    private ReadOnlyLargeSpan Fetch(long step)
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
    private LargeSpan Buffer(long length, long step)
    {
        try
        {
            buffer.Resize(length);
            return buffer.Data;
        }
        catch (CheckpointStoreException error)
        {
            throw Wrong(step, error.Message, error);
        }
    }

    private bool TryCompress(long step, ReadOnlyLargeSpan data, LargeSpan target, out long written)
    {
        try
        {
            return blocks.TryCompress(data, target, out written);
        }
        catch (InvalidDataException error)
        {
            throw Wrong(step, error.Message, error);
        }
    }

    private void Decompress(long step, ReadOnlyLargeSpan body, LargeSpan target)
    {
        try
        {
            blocks.Decompress(body, target);
        }
        catch (InvalidDataException error)
        {
            throw Wrong(step, error.Message, error);
        }
    }

    private CheckpointStoreException Foreign(long step) => Wrong(step, $"it was not compressed by {codec.Name}");

    private CheckpointStoreException Wrong(long step, string what, Exception? error = null) =>
        new($"compressed store, {codec.Name}: checkpoint of step {step}: {what}.", step, inner: error);
}
