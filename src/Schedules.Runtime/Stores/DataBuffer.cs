using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Native memory for one checkpoint on its way to or from a store; it grows to the largest
/// that it has held.</summary>
internal sealed unsafe class DataBuffer : IDisposable
{
    private byte* memory;
    private long capacity;

    public long Length { get; private set; }

    /// <summary>Bytes of memory that it takes.</summary>
    public long Capacity => capacity;

    public LargeSpan Data => new(memory, Length);

    /// <summary>Makes it hold so many bytes, of any content.</summary>
    /// <exception cref="CheckpointStoreException">There is no memory for them: it holds
    /// none.</exception>
    public void Resize(long length)
    {
        if (length > capacity)
        {
            NativeMemory.Free(memory);
            memory = null;
            (capacity, Length) = (0, 0);
            memory = Allocate(length);
            capacity = length;
        }

        Length = length;
    }

    private static byte* Allocate(long length)
    {
        try
        {
            return (byte*)NativeMemory.Alloc(checked((nuint)length));
        }
        catch (Exception error) when (error is OutOfMemoryException or OverflowException)
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
        NativeMemory.Free(memory);
        memory = null;
        (capacity, Length) = (0, 0);
    }

    public void Dispose()
    {
        Trim();
        GC.SuppressFinalize(this);
    }

    ~DataBuffer()
    {
        NativeMemory.Free(memory);
        // It may be disposed of yet, by what ends a run that was forgotten.
        memory = null;
    }
}
