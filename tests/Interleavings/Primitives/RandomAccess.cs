extern alias Real;
using Microsoft.Win32.SafeHandles;
using Schedules.Interleavings;
using Bytes = Real::System.IO.RandomAccess;

namespace System.IO;

/// <summary>Files as they are, under control where they are changed: a write that is broken off has
/// written its first half.</summary>
public static class RandomAccess
{
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var half = bytes.Length / 2;
        Bytes.Write(file, bytes[..half], offset);
        Changed("write the other half");
        Bytes.Write(file, bytes[half..], offset + half);
        Changed("have written");
    }

    public static int Read(SafeFileHandle file, Span<byte> bytes, long offset) => Bytes.Read(file, bytes, offset);

    public static long GetLength(SafeFileHandle file) => Bytes.GetLength(file);

    public static void SetLength(SafeFileHandle file, long length)
    {
        Bytes.SetLength(file, length);
        Changed("have cut");
    }

    public static void FlushToDisk(SafeFileHandle file) => Bytes.FlushToDisk(file);

    private static void Changed(string what)
    {
        if (Interleaving.Current is { } current)
            current.FileChanges++;
        Interleaving.Point(what);
    }
}
