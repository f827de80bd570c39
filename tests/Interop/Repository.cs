using System.Runtime.CompilerServices;

namespace Schedules.Interop.Tests;

/// <summary>The sources that these tests are among.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
