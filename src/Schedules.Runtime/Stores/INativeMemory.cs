using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Source of native memory: a test wants to see it run out, and to
/// see it freed.</summary>
internal interface INativeMemory
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    const int Alignment = 64;

    /// <summary>Bytes that begin at the beginning of a cache line.</summary>
    /// <exception cref="OutOfMemoryException">There are none.</exception>
    nint Allocate(nuint bytes);

    void Free(nint address);
}

internal sealed unsafe class ProcessMemory : INativeMemory
{
    public static readonly ProcessMemory Instance = new();

    public nint Allocate(nuint bytes) => (nint)NativeMemory.AlignedAlloc(bytes, INativeMemory.Alignment);

    public void Free(nint address) => NativeMemory.AlignedFree((void*)address);
}
