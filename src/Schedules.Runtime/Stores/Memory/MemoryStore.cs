namespace Schedules.Runtime;

/// <summary>
/// Checkpoints in native memory, which the garbage collector neither moves nor counts. It grows as
/// checkpoints are written, never moves one that is there, and fills what is deleted with what is
/// written next; it is given back when the store is disposed of, or forgotten. Nothing is allocated
/// for a checkpoint that fits into what there is.
/// </summary>
public sealed unsafe class MemoryStore : IInPlaceStore
{
    private const int Alignment = INativeMemory.Alignment;

    // Memory that is not touched is not taken from the system: room ahead is for
    // fewer calls, not a cost.
    private const long LeastChunk = 1 << 16;
    private const long MostAhead = 1 << 26;

    private readonly INativeMemory memory;
    private readonly Ledger<long> ledger;
    private readonly Extents free = new();
    private readonly List<NativeChunk> chunks = [];
    private long allocated;
    private bool disposed;

    /// <summary>Makes a store; memory is taken when the first checkpoint is written.</summary>
    /// <param name="capacity">The most bytes that its checkpoints may have together, at least 1; null for what the machine
    /// has.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is
    /// less than 1.</exception>
    public MemoryStore(long? capacity = null)
        : this(capacity, ProcessMemory.Instance) { }

    internal MemoryStore(long? capacity, INativeMemory memory)
    {
        if (capacity is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(capacity));
        }

        this.memory = memory;
        ledger = new("memory store", null, capacity);
    }

    /// <inheritdoc/>
    public StoreUsage Usage => ledger.Usage;

    /// <inheritdoc/>
    public long Length(long step) => Ledger.Find(step).Length;

    /// <inheritdoc/>
    public LargeSpan Reserve(CheckpointLabel label, long length)
    {
        Ledger.Admit(label, length);
        var size = Size(length);
        if (!free.TryAllocate(size, out var address))
        {
            Grow(size, label.Step);
            free.TryAllocate(size, out address);
        }

        ledger.Written(label, length, address);
        return new((void*)address, length);
    }

    /// <inheritdoc/>
    public ReadOnlyLargeSpan View(long step)
    {
        var entry = Ledger.Find(step);
        ledger.Read(entry);
        return new((void*)entry.Place, entry.Length);
    }

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        data.CopyTo(Reserve(label, data.Length));
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
    {
        var entry = Ledger.Find(step, target.Length);
        new ReadOnlyLargeSpan((void*)entry.Place, entry.Length).CopyTo(target);
        ledger.Read(entry);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        var entry = Ledger.Find(step);
        ledger.Deleted(entry);
        free.Free(entry.Place, Size(entry.Length));
    }

    /// <summary>Refuses what is more than the capacity.</summary>
    /// <param name="bytes">Bytes of data, beside what is there.</param>
    /// <exception cref="CheckpointStoreException">It is more.</exception>
    public void CheckRoom(long bytes) => Ledger.CheckRoom(bytes);

    /// <summary>A run begins: what an earlier one has left is forgotten, the memory kept.</summary>
    /// <param name="run">Its name.</param>
    public void Begin(Guid run) => Forget();

    /// <summary>A run that was broken off goes on: in memory nothing is left of it.</summary>
    /// <param name="run">Its name.</param>
    public Survivors Resume(Guid run)
    {
        Forget();
        return Survivors.None;
    }

    /// <summary>Gives the memory back: what <see cref="View"/> has returned is no
    /// longer there.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            Forget();
            disposed = true;
            chunks.ForEach(chunk => chunk.Dispose());
        }
    }

    private Ledger<long> Ledger
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return ledger;
        }
    }

    private static long Size(long length) => Math.Max(Alignment, (length + (Alignment - 1L)) & -Alignment);

    private void Forget()
    {
        Ledger.Clear();
        free.Clear();
        chunks.ForEach(chunk => free.Free(chunk.Address, chunk.Bytes));
    }

    /// <summary>As much again as there is, within limits, and a whole number of checkpoints of
    /// this size.</summary>
    private void Grow(long size, long step)
    {
        var ahead = Math.Clamp(allocated, LeastChunk, MostAhead);
        var chunk = Chunk(Math.Max(1, ahead / size) * size) ?? Chunk(size);
        if (chunk is null)
        {
            throw new CheckpointStoreException(
                $"memory store: checkpoint of step {step}: {size} bytes are needed, and the system has no more memory; "
                    + $"{allocated} bytes are allocated, {ledger.Usage.Bytes} in use.",
                step,
                inner: new OutOfMemoryException()
            );
        }

        chunks.Add(chunk);
        allocated += chunk.Bytes;
        free.Free(chunk.Address, chunk.Bytes);
    }

    private NativeChunk? Chunk(long bytes)
    {
        try
        {
            return new(memory, bytes);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }
}
