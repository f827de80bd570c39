using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Schedules.Runtime;

/// <summary>
/// Directories that runs make for themselves. The owner holds the lock in it: one of this
/// machine and user that nobody holds is what a process that was killed has left behind. Of
/// another machine's nothing is known: on a file system that machines share a lock may be seen
/// by one of them only.
/// </summary>
internal static class RunDirectories
{
    private const string Prefix = "schedules-";
    private const int Digits = 32;

    /// <summary>More than it takes to make a directory and a lock in it.</summary>
    private static readonly TimeSpan Making = TimeSpan.FromMinutes(1);

    /// <summary>End of their names, before the digits that are nowhere else.</summary>
    private static readonly string Machine = string.Create(
        CultureInfo.InvariantCulture,
        $"{Crc32C.Append(0, Encoding.UTF8.GetBytes(Environment.MachineName)):x8}-"
    );

    /// <summary>Parents that are being swept.</summary>
    private static readonly ConcurrentDictionary<string, bool> Sweeping = new();

    /// <summary>A new one, which is not made yet.</summary>
    public static string New(string? parent, string? rank) =>
        Path.Combine(
            parent ?? Path.GetTempPath(),
            $"{Prefix}{(rank is null ? "" : rank + "-")}{Machine}{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}"
        );

    /// <summary>Removes those whose owner is dead behind the computation, for there may be
    /// millions of files in one. What the process does not come to before it ends is left
    /// to the next.</summary>
    public static void SweepBehind(string parent)
    {
        if (Sweeping.TryAdd(parent, true))
            ThreadPool.UnsafeQueueUserWorkItem(
                static parent =>
                {
                    try
                    {
                        Sweep(parent);
                    }
                    catch (Exception)
                    {
                        // There is nobody who could be told, and what is left is left to the next.
                    }

                    Sweeping.TryRemove(parent, out _);
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
        && path.AsSpan(0, path.Length - Digits).EndsWith(Machine, StringComparison.Ordinal)
        && new DirectoryInfo(path).LinkTarget is null
        && OwnFile.IsMine(path);

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

            // Made again, it would keep an owner that is just removing the directory from that.
            using var held = new FileLock(path, create: false);
            if (!held.KeepsOthersOut())
                return false;
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
