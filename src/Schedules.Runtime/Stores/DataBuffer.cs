namespace Schedules.Runtime;

/// <summary>Native memory for one checkpoint on its way to or from a store; it grows to the largest
/// that it has held. That of a run that was forgotten is freed by a thread that ends the run, or by
/// that of the finalizers, and once, whoever comes first.</summary>
internal sealed unsafe class DataBuffer : IDisposable
{
    private NativeChunk? chunk;

    public long Length { get; private set; }

    /// <summary>Bytes of memory that it takes.</summary>
    public long Capacity => chunk?.Bytes ?? 0;

    public LargeSpan Data => new((byte*)(chunk?.Address ?? 0), Length);

    /// <summary>Makes it hold so many bytes, of any content.</summary>
    /// <exception cref="CheckpointStoreException">There is no memory for them: it holds
    /// none.</exception>
    public void Resize(long length)
    {
        if (length > Capacity)
        {
            Trim();
            chunk = Allocate(length);
        }

        Length = length;
    }

    private static NativeChunk Allocate(long length)
    {
        try
        {
            return new(ProcessMemory.Instance, length);
        }
        catch (OutOfMemoryException error)
        {
            throw new CheckpointStoreException(
                $"there is no memory for a buffer of {length} bytes: fewer (RunOptions.Buffers, RunOptions.BufferBytes) need less",
                inner: error
            );
        }
    }

    /// <summary>Gives its memory back; it may be made to hold bytes again.</summary>
    public void Trim()
    {
        chunk?.Dispose();
        chunk = null;
        Length = 0;
    }

    public void Dispose() => Trim();
}
