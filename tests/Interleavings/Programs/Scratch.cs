using System.Text.RegularExpressions;

namespace Schedules.Interleavings;

/// <summary>Directories for the journals of many short runs: in memory, where there is
/// such a place.</summary>
internal static partial class Scratch
{
    private const string Memory = "/dev/shm";

    public static string Make() =>
        Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, $"interleavings-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory("interleavings-").FullName;

    /// <summary>A text without the names of directories, which are others each time.</summary>
    public static string WithoutNames(string text) => Names().Replace(text, "interleavings-*");

    [GeneratedRegex("interleavings-[A-Za-z0-9]+")]
    private static partial Regex Names();
}
