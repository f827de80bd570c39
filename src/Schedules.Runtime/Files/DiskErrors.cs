namespace Schedules.Runtime;

/// <summary>Says what is wrong with a checkpoint on disk.</summary>
internal static class DiskErrors
{
    public static CheckpointStoreException With(string path, long? step, string what, Exception? inner = null) =>
        new(step is null ? $"{path}: {what}." : $"{path}: checkpoint of step {step}: {what}.", step, path, inner);

    /// <summary>Whether an error is one of files and what they are on, not one of
    /// the program.</summary>
    public static bool IsFileSystemError(this Exception error) =>
        error is (IOException and not CheckpointStoreException) or UnauthorizedAccessException;

    /// <summary>Error of the system, in words of what can be done about it.</summary>
    public static CheckpointStoreException Of(Exception error, string directory, string path, long? step) =>
        With(path, step, Cause(error, directory), error);

    /// <summary>Bytes that the user of this process may still write there; null if the system does
    /// not tell.</summary>
    public static long? FreeBytes(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception error) when (error.IsFileSystemError() || error is ArgumentException)
        {
            // A share on Windows, for example, has no letter.
            return null;
        }
    }

    private static string Cause(Exception error, string directory)
    {
        const int NoSpaceOnUnix = 28;
        const int ReadOnlyOnUnix = 30;
        const int QuotaOnLinux = 122;
        const int QuotaOnMac = 69;
        const int NoSpaceOnWindows = unchecked((int)0x80070070);
        return error is UnauthorizedAccessException ? $"permission is denied: {Plain(error)}"
            : error is not IOException ? Plain(error)
            : error.HResult is NoSpaceOnUnix or NoSpaceOnWindows ? "the disk is full"
            : error.HResult is QuotaOnLinux or QuotaOnMac ? "the quota of the disk is used up"
            : error.HResult is ReadOnlyOnUnix
                ? $"its file system is, or has become, one that can only be read: {Plain(error)}"
            : !Directory.Exists(directory) ? $"the directory {directory} is not there, or has vanished"
            : error is FileNotFoundException ? "the file is missing"
            : Plain(error);
    }

    private static string Plain(Exception error) => error.Message.TrimEnd('.');
}
