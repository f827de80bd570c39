extern alias Real;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Schedules.Interleavings;
using Bytes = Real::System.IO.RandomAccess;

namespace System.IO;

/// <summary>Files as they are, under control where they are changed: a write that is broken off has
/// written its first half.</summary>
public static class RandomAccess
{
    /// <summary>Is told of the native memory that files are written from and read into.</summary>
    public static event Action<nint, int>? Moved;

    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Tell(bytes);
        var half = bytes.Length / 2;
        Bytes.Write(file, bytes[..half], offset);
        Changed("write the other half");
        Bytes.Write(file, bytes[half..], offset + half);
        Changed("have written");
    }

    public static int Read(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        Tell(bytes);
        return Bytes.Read(file, bytes, offset);
    }

    public static long GetLength(SafeFileHandle file) => Bytes.GetLength(file);

    public static void SetLength(SafeFileHandle file, long length)
    {
        Bytes.SetLength(file, length);
        Changed("have cut");
    }

    public static void FlushToDisk(SafeFileHandle file) => Bytes.FlushToDisk(file);

    private static unsafe void Tell(ReadOnlySpan<byte> bytes) =>
        Moved?.Invoke((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);

    private static void Changed(string what)
    {
        if (Interleaving.Current is { } current)
            current.FileChanges++;
        Interleaving.Point(what);
    }
}
