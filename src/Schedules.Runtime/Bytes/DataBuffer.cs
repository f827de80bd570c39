using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Native memory for one checkpoint on its way to or from a store; it grows to the largest
/// that it has held.</summary>
internal sealed unsafe class DataBuffer : IDisposable
{
    private byte* memory;
    private int capacity;

    public int Length { get; private set; }

    public Span<byte> Span => new(memory, Length);

    /// <summary>Makes it hold so many bytes, of any content.</summary>
    public void Resize(int length)
    {
        if (length > capacity)
        {
            NativeMemory.Free(memory);
            memory = null;
            capacity = 0;
            memory = (byte*)NativeMemory.Alloc((nuint)length);
            capacity = length;
        }

        Length = length;
    }

    public void Dispose()
    {
        NativeMemory.Free(memory);
        memory = null;
        (capacity, Length) = (0, 0);
        GC.SuppressFinalize(this);
    }

    ~DataBuffer()
    {
        NativeMemory.Free(memory);
        // It may be disposed of yet, by what ends a run that was forgotten.
        memory = null;
    }
}
