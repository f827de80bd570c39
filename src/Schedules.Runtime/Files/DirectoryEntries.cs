using System.Runtime.InteropServices;

namespace Schedules.Runtime;

/// <summary>Forces out what a directory says of its files: a file that is flushed may still be lost with its name.</summary>
internal static partial class DirectoryEntries
{
    /// <summary>Does nothing on Windows, which keeps names in a journal of its own, and where a file system refuses it.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The framework opens no directories.
        const int ReadOnly = 0;
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError());
        }

        var failed = Synchronise(descriptor) < 0;
        var (error, message) = (Marshal.GetLastPInvokeError(), Marshal.GetLastPInvokeErrorMessage());
        _ = Close(descriptor);
        const int InvalidArgument = 22;
        if (failed && error != InvalidArgument)
        {
            throw new IOException(message, error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
