using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>A piece of native memory, freed at the latest when the garbage collector finds that
/// nobody has it.</summary>
internal sealed class NativeChunk : SafeHandle
{
    private readonly INativeMemory memory;

    public NativeChunk(INativeMemory memory, long bytes)
        : base(0, ownsHandle: true)
    {
        this.memory = memory;
        Bytes = bytes;
        if ((ulong)bytes > nuint.MaxValue)
            throw new OutOfMemoryException();
        SetHandle(memory.Allocate((nuint)bytes));
    }

    public override bool IsInvalid => handle == 0;

    public long Bytes { get; }

    public long Address => handle;

    protected override bool ReleaseHandle()
    {
        memory.Free(handle);
        return true;
    }
}
