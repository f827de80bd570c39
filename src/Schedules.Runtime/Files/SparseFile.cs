using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>The parts of a file that have been written: what lies between may be larger
/// than the disk.</summary>
internal static partial class SparseFile
{
    /// <summary>The first byte of data from an offset on, or one before it that is not known to
    /// be in a gap.</summary>
    /// <returns>The length of the file, or more, if there are none.</returns>
    public static long NextData(SafeFileHandle file, long offset)
    {
        const int SeekDataOnLinux = 3;
        const int SeekDataOnMac = 4;
        const int NoMore = 6;
        if (OperatingSystem.IsWindows() || !Environment.Is64BitProcess)
            return offset;
        var whence = OperatingSystem.IsMacOS() ? SeekDataOnMac : SeekDataOnLinux;
        var found = Seek((int)file.DangerousGetHandle(), (nint)offset, whence);
        var error = Marshal.GetLastPInvokeError();
        GC.KeepAlive(file);
        return found >= 0 ? Math.Max(found, offset)
            : error == NoMore ? long.MaxValue
            : offset;
    }

    // All reading and writing here names its offset.
    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial nint Seek(int descriptor, nint offset, int whence);
}
