namespace Schedules.Interop.Tests;

/// <summary>The public surface of an assembly is a text file, so that a change of it shows in a
/// review.</summary>
internal static class PublicSurface
{
    private const string Baseline = "PublicSurface.txt";

    /// <summary>The assembly of a type has the surface that the project's file says.</summary>
    /// <param name="type">One of its types.</param>
    /// <param name="project">The directory of the project under tests.</param>
    public static void IsWrittenDown(Type type, string project)
    {
        var output = AppContext.BaseDirectory;
        var received = Path.Combine(output, "PublicSurface.received.txt");
        var expected = File.ReadAllText(Path.Combine(output, Baseline));
        var actual = string.Concat(Signature.Of(type.Assembly).Select(line => line + "\n"));
        File.WriteAllText(received, actual);
        Assert.True(
            expected == actual,
            $"""
            The public surface has changed:
            {string.Join('\n', Changes(expected.Split('\n'), actual.Split('\n')))}
            If that is meant, accept it with
            cp {received} tests/{project}/{Baseline}
            """
        );
    }

    private static IEnumerable<string> Changes(string[] before, string[] after) =>
        [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
}
