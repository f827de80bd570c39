using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>
/// A file that takes the place of another as a whole: written under a temporary name, flushed,
/// renamed, and its name flushed. Whatever happens, there is the old one or the new one.
/// </summary>
internal sealed class DurableFile : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly bool flush;
    private bool renamed;

    /// <summary>A new file under its temporary name.</summary>
    /// <param name="path">The name that it gets.</param>
    /// <param name="temporary">The name that it has until then, in the same directory.</param>
    /// <param name="length">Bytes to make room for: a disk that is full says so before anything is written, and ext4 writes
    /// three times as fast.</param>
    /// <param name="flush">Whether data and name are forced out to the device.</param>
    public DurableFile(string path, string temporary, long length, bool flush)
    {
        (this.path, this.temporary, this.flush) = (path, temporary, flush);
        OwnFile.Check(path);
        OwnFile.Check(temporary);
        // Another writer is kept out by the lock of the directory. Not by one of the file, which Unix takes after making it:
        // a program that copies the directory may open the file in between.
        Handle = File.OpenHandle(
            temporary,
            FileMode.Create,
            FileAccess.Write,
            FileShare.Read,
            FileOptions.None,
            length
        );
    }

    /// <summary>Path where its content is written.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The content is complete: gives the file its name.</summary>
    public void Commit()
    {
        if (flush)
            Device.FlushFile(Handle, temporary);
        Handle.Dispose();
        File.Move(temporary, path, overwrite: true);
        renamed = true;
        if (flush)
            Device.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Lets go of it, and removes what was not committed.</summary>
    public void Dispose()
    {
        Handle.Dispose();
        if (!renamed)
            TryDelete(temporary);
    }

    /// <summary>Removes a file after a failure.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // What made the write fail makes this fail too; the next write takes the same name.
        }
    }
}
