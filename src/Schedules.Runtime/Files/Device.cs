using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>Forces out to the device what is in a file, and what a directory says of its files: a
/// file that is flushed may still be lost with its name. On Unix the system is asked directly, for
/// the framework takes an error of the device for success.</summary>
internal static partial class Device
{
    private const int InvalidArgument = 22;

    // What is loaded before the C library, as file systems in user space and tests of failing
    // devices do, comes first.
    static Device() =>
        NativeLibrary.SetDllImportResolver(
            typeof(Device).Assembly,
            static (name, _, _) => name == "libc" ? NativeLibrary.GetMainProgramHandle() : 0
        );

    /// <summary>Forces out a file that is open for writing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="IOException">What was written may be lost: it is to be written
    /// once more.</exception>
    public static void FlushFile(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (Synchronise((int)file.DangerousGetHandle()) is var error and not 0)
        {
            throw Failed(path, error);
        }

        GC.KeepAlive(file);
    }

    /// <summary>Forces out the names in a directory. Does nothing on Windows, which keeps names in
    /// a journal of its own, and where a file system cannot do so for directories.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="IOException">What has been changed in it may be lost.</exception>
    public static void FlushDirectory(string directory)
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
            throw Failed(directory, Marshal.GetLastPInvokeError());
        }

        var error = Synchronise(descriptor);
        _ = Close(descriptor);
        if (error is not (0 or InvalidArgument))
        {
            throw Failed(directory, error);
        }
    }

    /// <summary>Returns the number of the system's error; 0 if there is none.</summary>
    private static int Synchronise(int descriptor)
    {
        const int Interrupted = 4;
        int error;
        do
        {
            // On a Mac fsync leaves data in the cache of the device; not every file
            // system there can do more.
            const int FullSync = 51;
            error =
                OperatingSystem.IsMacOS() && Control(descriptor, FullSync) >= 0 ? 0
                : Flush(descriptor) >= 0 ? 0
                : Marshal.GetLastPInvokeError();
        } while (error == Interrupted);
        return error;
    }

    private static IOException Failed(string path, int error) =>
        new($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}' cannot be forced out to the device", error);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
