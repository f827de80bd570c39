using System.Diagnostics;
using System.Runtime.CompilerServices;
using Schedules.Tests;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>Every snippet of the documentation is compiled and run: its pages
/// are scripts.</summary>
public sealed class PageTests
{
    /// <summary>In the campaign; without it the first two.</summary>
    [Fact]
    [Trait(Campaign.Trait, "documentation")]
    public async Task Every_page_runs_without_warnings()
    {
        var docs = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "docs"));
        var pages = Directory.GetFiles(docs, "*.fsx");
        Assert.True(pages.Length >= 8, $"{pages.Length} pages in {docs}");

        // One process for all of them: most of the time it takes is the compiler's to get going.
        var script = Path.Combine(Path.GetTempPath(), $"pages-{Guid.NewGuid():N}.fsx");
        try
        {
            File.WriteAllLines(
                script,
                [
                    .. pages
                        .Order()
                        .Take(Campaign.Of(sample: 2, full: pages.Length))
                        .Select(page => $"#load @\"{page}\""),
                    "printfn \"every page has run\"",
                ]
            );
            var start = new ProcessStartInfo("dotnet", ["fsi", "--warnaserror", script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var complaints = await error;

            Assert.True(process.ExitCode == 0, complaints);
            Assert.Empty(complaints.Trim());
            Assert.EndsWith("every page has run", output.TrimEnd());
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>A notebook is no script: after the one that names the package its first cell of code is
    /// that of the page.</summary>
    [Fact]
    public void The_notebook_has_the_cell_that_its_page_shows()
    {
        var root = Path.Combine(Here(), "..", "..", "..");
        var page = File.ReadAllText(Path.Combine(root, "docs", "notebooks.md")).Split("```");
        var cells = File.ReadAllText(Path.Combine(root, "samples", "notebook.dib")).Split("#!fsharp\n");
        Assert.StartsWith("text\n", page[1], StringComparison.Ordinal);
        Assert.Equal(page[1]["text\n".Length..].Trim(), cells[2].Split("#!markdown")[0].Trim());
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
