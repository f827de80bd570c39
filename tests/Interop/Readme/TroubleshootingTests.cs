using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Schedules.Interop.Tests.Readme;

/// <summary>The messages that the page on troubleshooting explains are those of the
/// libraries.</summary>
public sealed partial class TroubleshootingTests
{
    public static TheoryData<string> Messages =>
        [.. Row().Matches(File.ReadAllText(Root("docs", "troubleshooting.md"))).Select(row => row.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_that_is_explained_is_one_of_the_libraries(string message)
    {
        // Sentences that are too long for a line are put together in the source.
        var sources = Directory
            .GetFiles(Root("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(path => Seam().Replace(File.ReadAllText(path), "").Replace("\\\"", "", StringComparison.Ordinal));
        var parts = string.Join(@"[^\n]*?", message.Split('…').Select(part => Regex.Escape(part.Trim())));
        Assert.Contains(sources, source => Regex.IsMatch(source, parts));
    }

    [Fact]
    public void There_are_many() => Assert.True(Messages.Count > 10);

    private static string Root(params string[] parts) => Path.Combine([Here(), "..", "..", "..", .. parts]);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\"\\s*\\+ \\$?\"")]
    private static partial Regex Seam();
}
