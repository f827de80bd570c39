using System.Runtime.CompilerServices;

namespace Schedules.Native.Tests;

/// <summary>The library as `dotnet fsi build.fsx native` publishes it, and the tools that its
/// drivers need.</summary>
internal static class Published
{
    private const string Again = "dotnet fsi build.fsx native";

    public static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static readonly string Folder = Path.Combine(Root, "artifacts", "native");

    private static readonly string Library = Path.Combine(Folder, "lib", "libschedules.so");

    /// <summary>Why what needs the library is skipped; null if it is not.</summary>
    private static readonly string? Missing =
        !File.Exists(Library) ? $"needs artifacts/native: {Again}"
        : Sources().FirstOrDefault(source => File.GetLastWriteTimeUtc(source) > File.GetLastWriteTimeUtc(Library))
            is { } newer
            ? $"artifacts/native is older than {Path.GetRelativePath(Root, newer)}: {Again}"
        : null;

    /// <summary>Why a test is skipped that needs the library and these programs; null if it
    /// is not.</summary>
    public static string? MissingWith(params string[] programs) =>
        Missing
        ?? (programs.FirstOrDefault(program => Find(program) is null) is { } none ? $"needs {none} in PATH" : null);

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Sources() =>
        from project in (string[])["FSharp", "Interop", "Runtime", "Native"]
        from file in Directory.EnumerateFiles(
            Path.Combine(Root, "src", $"Schedules.{project}"),
            "*.*s",
            SearchOption.AllDirectories
        )
        where Path.GetExtension(file) is ".cs" or ".fs" && !Path.GetRelativePath(Root, file).Contains("/obj/")
        select file;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>A fact about the published library that is skipped, and reported so, where that or a
/// program is not there.</summary>
public sealed class PublishedFactAttribute : FactAttribute
{
    public PublishedFactAttribute(params string[] programs) => Skip = Published.MissingWith(programs);
}

/// <summary>A theory about the published library.</summary>
public sealed class PublishedTheoryAttribute : TheoryAttribute
{
    public PublishedTheoryAttribute(params string[] programs) => Skip = Published.MissingWith(programs);
}
