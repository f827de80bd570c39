namespace Schedules.Runtime;

/// <summary>A file that one process at a time holds open. The system lets go of it when the process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file, which is made if it is not there.</param>
    /// <param name="removes">Whether the file is removed when the lock is let go of: the framework removes it before.</param>
    /// <exception cref="IOException">Another holds it (<see cref="IsHeldByAnother"/>), or the file cannot be made.</exception>
    public FileLock(string path, bool removes) =>
        file = new(
            path,
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 1,
            removes ? FileOptions.DeleteOnClose : FileOptions.None
        );

    /// <summary>Whether what the system says means that another holds the lock.</summary>
    public static bool IsHeldByAnother(IOException error)
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        const int SharingOnWindows = unchecked((int)0x80070020);
        return error.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingOnWindows;
    }

    public void Dispose() => file.Dispose();
}
