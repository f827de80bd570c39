namespace Schedules.Runtime;

/// <summary>Directories that only their user may look into: states of a computation are nobody
/// else's business. One that is there stays as it is.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a directory, and those above it, if they are not there.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Mode);
    }

    /// <summary>The same, and forces out their names.</summary>
    /// <param name="path">The directory, as a full path.</param>
    public static void MakeDurably(string path)
    {
        var above = new Stack<string>();
        for (
            var missing = Path.TrimEndingDirectorySeparator(path);
            missing is not null && !Directory.Exists(missing);
            missing = Path.GetDirectoryName(missing)
        )
        {
            if (Path.GetDirectoryName(missing) is { } parent)
                above.Push(parent);
        }

        Make(path);
        foreach (var parent in above)
            Device.FlushDirectory(parent);
    }
}
