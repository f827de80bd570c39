using System.Diagnostics;
using System.Xml.Linq;
using Schedules.Samples.Inversion;

namespace Schedules.Samples.Tests;

/// <summary>A minimiser that is killed and started again comes to the same iterates.</summary>
public sealed class InversionTests : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("inversion-tests-");

    public void Dispose() => place.Delete(true);

    [Fact]
    public void The_misfit_falls()
    {
        var inverted = InverseProblem.Minimise(TextWriter.Null);
        var misfits = inverted.Misfits;
        Assert.InRange(misfits.Min(), 0, 1e-4 * misfits[0]);
        Assert.InRange(misfits.Count, 5, 500);
        double Error(IReadOnlyList<double> at) => at.Zip(inverted.Truth, (x, t) => (x - t) * (x - t)).Sum();
        Assert.InRange(Error(inverted.Found), 0, 0.1 * Error(inverted.Guess));
        var file = Path.Combine(place.FullName, "inverted.svg");
        inverted.Draw(file);
        Assert.Equal(4, XDocument.Load(file).Descendants().Count(element => element.Name.LocalName == "polyline"));
    }

    [Fact]
    public void Killed_in_the_middle_and_started_again_it_comes_to_the_same_iterates()
    {
        var (code, whole) = Run();
        Assert.Equal(0, code);
        // In a forward, between two, and in a replay: several deaths, one after the other.
        foreach (var steps in (int[])[130, 1500, 4321])
        {
            var (killed, before) = Run("crash", place.FullName, $"{steps}");
            Assert.NotEqual(0, killed);
            Assert.Equal(Iterates(whole).Take(Iterates(before).Count), Iterates(before));
        }

        var (last, resumed) = Run("resume", place.FullName);
        Assert.Equal(0, last);
        Assert.Equal(Iterates(whole), Iterates(resumed));
        Assert.Contains(resumed, line => line.Contains(" answered "));
        Assert.Contains(resumed, line => line.Contains(" computed "));
        Assert.DoesNotContain(whole, line => line.Contains(" answered "));
        Assert.Empty(place.EnumerateFileSystemInfos());
    }

    [Fact]
    public void OpenTelemetry_has_its_metrics_and_spans()
    {
        var (code, lines) = Run("telemetry");
        Assert.Equal(0, code);
        foreach (var name in (string[])["schedules.steps", "schedules.checkpoints", "schedules.checkpoint.bytes"])
            Assert.Contains(lines, line => line.Contains(name));
        Assert.Contains(lines, line => line.Contains("Activity.DisplayName") && line.Contains("Reverse"));
    }

    private static List<string> Iterates(List<string> lines) =>
        [.. lines.Select(line => line.Replace(" answered ", " ").Replace(" computed ", " "))];

    private static (int Code, List<string> Lines) Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(InverseProblem).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }
}
