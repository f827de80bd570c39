using System.Runtime.InteropServices;

namespace Schedules.Native;

/// <summary>What the driver is to do.</summary>
internal enum EnzymeFlag
{
    None = 0,
    Store = 1,
    Restore = 2,
    Forward = 3,
    FirstTurn = 4,
    Turn = 5,
    Error = 6,
    Done = 7,
}

[StructLayout(LayoutKind.Sequential)]
internal struct EnzymeAction
{
    public int Flag;
    public long Iteration;
    public long StartIteration;
    public long Slot;
}

/// <summary>A part of the driver's state; of another address space, it is on a device.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnzymeRegion
{
    public byte* Start;
    public ulong Bytes;
    public uint AddressSpace;
    public uint Flags;
}
