using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>A file that one process at a time holds open. The system lets go of it when the
/// process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private const int MostTries = 1000;

    private readonly string path;
    private readonly FileStream file;
    private readonly SafeFileHandle handle;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether it is made if it is not there.</param>
    /// <exception cref="IOException">Another holds it (<see cref="IsHeldByAnother"/>), or the file
    /// is not there or cannot be made.</exception>
    public FileLock(string path, bool create = true)
    {
        this.path = path;
        for (var tries = 1; ; tries++)
        {
            OwnFile.Check(path);
            file = new(
                path,
                create ? FileMode.OpenOrCreate : FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1
            );
            // Who held it may have removed it since it was opened: what is locked then is a file
            // that nobody else can find.
            handle = file.SafeFileHandle;
            if (OwnFile.HasName(handle, path))
                return;
            file.Dispose();
            if (tries == MostTries)
                throw new IOException($"'{path}' is removed whenever it has been made");
        }
    }

    /// <summary>Whether what the system says means that another holds the lock.</summary>
    public static bool IsHeldByAnother(IOException error)
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        const int SharingOnWindows = unchecked((int)0x80070020);
        return error.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingOnWindows;
    }

    /// <summary>Whether holding it means anything: there are file systems without locks, and
    /// processes that do without.</summary>
    public bool KeepsOthersOut()
    {
        try
        {
            using var other = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return true;
        }
    }

    /// <summary>Lets go of it and removes the file where that leaves no second owner, and then
    /// directories that are empty. What cannot be removed stays.</summary>
    /// <param name="directories">Those to remove, if they are empty.</param>
    /// <returns>False if it was not held any more: the system lets go of it, too, when it is
    /// collected.</returns>
    public bool Remove(params ReadOnlySpan<string> directories)
    {
        if (handle.IsClosed)
            return false;
        // On Windows, nothing that is open can be removed; elsewhere, removed while it is held.
        if (OperatingSystem.IsWindows())
            file.Dispose();
        try
        {
            if (OperatingSystem.IsWindows() || OwnFile.HasName(handle, path))
                File.Delete(path);
            foreach (var directory in directories)
                Directory.Delete(directory);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // It has vanished, or is not to be written to any more; or others have
            // put something into it.
        }
        finally
        {
            file.Dispose();
        }

        return true;
    }

    public void Dispose() => file.Dispose();
}
