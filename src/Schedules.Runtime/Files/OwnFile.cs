using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>Checks of what stands under a name in a directory of a run: a link, a pipe or a device
/// there is not this library's, and opening it would block, or change something
/// elsewhere.</summary>
internal static partial class OwnFile
{
    /// <summary>Refuses what is there and is not a plain file with this one name.</summary>
    /// <param name="path">A file that is to be opened or replaced.</param>
    /// <exception cref="IOException">It is a link, a pipe, a socket, a device or a directory, or
    /// has a second name.</exception>
    public static void Check(string path)
    {
        if (Look(path) is not { } found)
        {
            if (IsLink(path))
                throw Foreign(path, "a link");
        }
        else if (found.Type != Status.Regular)
        {
            throw Foreign(path, found.Type == Status.Link ? "a link" : "no plain file");
        }
        else if (found.Names > 1)
        {
            throw Foreign(path, "a file with a second name elsewhere");
        }
    }

    /// <summary>Refuses a directory within one of a run that is a link.</summary>
    /// <exception cref="IOException">It is a link.</exception>
    public static void CheckDirectory(string path)
    {
        if (IsLink(path))
            throw Foreign(path, "a link");
    }

    /// <summary>Whether a directory is of the user of this process. Where the system does not
    /// tell: true.</summary>
    public static bool IsMine(string path) => Look(path) is not { } found || found.User == EffectiveUser();

    /// <summary>Whether an open file is the one that has a name. Where the system does not tell:
    /// whether there is one of that name.</summary>
    public static bool HasName(SafeFileHandle file, string path)
    {
        var open = Look((int)file.DangerousGetHandle(), "", Status.OfDescriptor);
        GC.KeepAlive(file);
        return open is null ? File.Exists(path) : Look(path) is { } named && named.SameAs(open.Value);
    }

    private static IOException Foreign(string path, string what) =>
        new(
            $"'{path}' is {what}, where a file of this run is to be: nothing has been done with it; remove it, and try again"
        );

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static Status? Look(string path) => Look(Status.OfWorkingDirectory, path, Status.OfLink);

    /// <summary>Null if there is nothing, or the system cannot be asked: only Linux tells in one
    /// way on all processors.</summary>
    private static Status? Look(int descriptor, string path, int flags)
    {
        const uint Basic = 0x7ff;
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return StatX(descriptor, path, flags, Basic, out var status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int descriptor, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    /// <summary>Answer of Linux about a file (statx): the parts that are asked about.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Status
    {
        public const int OfWorkingDirectory = -100;
        public const int OfLink = 0x100;
        public const int OfDescriptor = 0x1000;
        public const int Regular = 0x8000;
        public const int Link = 0xa000;

        [FieldOffset(16)]
        public readonly uint Names;

        [FieldOffset(20)]
        public readonly uint User;

        [FieldOffset(28)]
        private readonly ushort mode;

        [FieldOffset(32)]
        private readonly ulong number;

        [FieldOffset(136)]
        private readonly ulong device;

        public int Type => mode & 0xf000;

        public bool SameAs(in Status other) => number == other.number && device == other.device;
    }
}
