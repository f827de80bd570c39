using System.Collections.Concurrent;
using System.Globalization;

namespace Schedules.Runtime;

/// <summary>Directories that runs make for themselves, of whose names nobody else knows. The owner holds the lock in it: one that
/// nobody holds is what a process that was killed has left behind.</summary>
internal static class RunDirectories
{
    private const string Prefix = "schedules-";
    private const int Digits = 32;

    /// <summary>More than it takes to make a directory and a lock in it.</summary>
    private static readonly TimeSpan Making = TimeSpan.FromMinutes(1);

    /// <summary>Where that goes on.</summary>
    private static readonly ConcurrentDictionary<string, bool> Swept = new();

    /// <summary>A new one, which is not made yet.</summary>
    public static string New(string? parent, string? rank) =>
        Path.Combine(
            parent ?? Path.GetTempPath(),
            $"{Prefix}{(rank is null ? "" : rank + "-")}{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}"
        );

    /// <summary>Removes those whose owner is dead behind the computation, for there may be millions of files in one. What the process
    /// does not come to before it ends is left to the next.</summary>
    public static void SweepBehind(string parent)
    {
        if (Swept.TryAdd(parent, true))
            ThreadPool.UnsafeQueueUserWorkItem(
                static parent =>
                {
                    Sweep(parent);
                    Swept.TryRemove(parent, out _);
                },
                parent,
                preferLocal: false
            );
    }

    /// <summary>Removes those whose owner is dead, with all that is in them.</summary>
    /// <returns>How many; those of other users, for example, cannot be removed, and stay.</returns>
    public static int Sweep(string parent)
    {
        try
        {
            return Directory.Exists(parent)
                ? Directory.EnumerateDirectories(parent, Prefix + "*").Where(IsNamed).Count(TryRemove)
                : 0;
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            return 0;
        }
    }

    /// <summary>Removes all that is in a directory, but for its lock.</summary>
    public static void Empty(string directory, string @lock)
    {
        foreach (var path in Directory.EnumerateFiles(directory))
            if (path != @lock)
                File.Delete(path);
        foreach (var path in Directory.EnumerateDirectories(directory))
            Directory.Delete(path, recursive: new DirectoryInfo(path).LinkTarget is null);
    }

    private static bool IsNamed(string path) =>
        path.Length > Digits
        && path.AsSpan(path.Length - Digits).IndexOfAnyExcept("0123456789abcdef") < 0
        && new DirectoryInfo(path).LinkTarget is null;

    /// <summary>Removes one whose owner is dead.</summary>
    public static bool TryRemove(string directory)
    {
        try
        {
            if (Directory.EnumerateFiles(directory, "*" + FileNames.LockName).FirstOrDefault() is not { } path)
            {
                // Its owner was killed before it had made the lock, or is making it now.
                if (Directory.GetLastWriteTimeUtc(directory) > DateTime.UtcNow - Making)
                    return false;
                Directory.Delete(directory);
                return true;
            }

            using var held = new FileLock(path);
            Empty(directory, path);
            held.Remove(directory);
            return !Directory.Exists(directory);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // Its owner lives, or is another user.
            return false;
        }
    }
}
