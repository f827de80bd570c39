using System.Runtime.InteropServices;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Native memory, as much as a test wants; memory that is not touched takes none from
/// the system.</summary>
internal sealed unsafe class LargeData(long length) : IDisposable
{
    private readonly byte* memory = (byte*)NativeMemory.AllocZeroed((nuint)length);

    public LargeSpan Span => new(memory, length);

    /// <summary>Fills it with what is nowhere else the same.</summary>
    public static void Fill(LargeSpan target, ulong seed)
    {
        while (!target.IsEmpty)
        {
            var part = target.First(1 << 30);
            foreach (ref var value in MemoryMarshal.Cast<byte, ulong>(part))
                value = seed += 0x9e3779b97f4a7c15;
            for (var i = part.Length & -8; i < part.Length; i++)
                part[i] = (byte)(seed >> i);
            target = target.Slice(part.Length);
        }
    }

    public void Dispose() => NativeMemory.Free(memory);
}
