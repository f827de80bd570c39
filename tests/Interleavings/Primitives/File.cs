extern alias Real;
using Microsoft.Win32.SafeHandles;
using Schedules.Interleavings;
using Files = Real::System.IO.File;

namespace System.IO;

/// <summary>Files as they are, under control where they are changed.</summary>
public static class File
{
    public static SafeFileHandle OpenHandle(
        string path,
        FileMode mode = FileMode.Open,
        FileAccess access = FileAccess.Read,
        FileShare share = FileShare.Read,
        FileOptions options = FileOptions.None,
        long preallocationSize = 0
    )
    {
        Changed("open " + Path.GetFileName(path));
        // It can be looked at while it is open.
        return Files.OpenHandle(path, mode, access, share | FileShare.ReadWrite, options, preallocationSize);
    }

    public static void Move(string from, string to, bool overwrite)
    {
        Changed("rename to " + Path.GetFileName(to));
        Files.Move(from, to, overwrite);
    }

    public static void Delete(string path)
    {
        Changed("remove " + Path.GetFileName(path));
        Files.Delete(path);
    }

    public static bool Exists(string? path) => Files.Exists(path);

    public static byte[] ReadAllBytes(string path) => Files.ReadAllBytes(path);

    public static void WriteAllBytes(string path, byte[] bytes) => Files.WriteAllBytes(path, bytes);

    private static void Changed(string what)
    {
        Interleaving.Point(what);
        if (Interleaving.Current is { } current)
            current.FileChanges++;
    }
}
