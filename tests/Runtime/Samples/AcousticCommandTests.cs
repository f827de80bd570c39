using System.Diagnostics;
using System.Xml.Linq;
using Schedules.Samples.Acoustic;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>The sample as a command: what it prints and writes, and its exit codes.</summary>
public sealed class AcousticCommandTests : IDisposable
{
    private static readonly string[] Small = ["--nx", "30", "--nz", "24", "--steps", "60", "--shots", "2"];
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("acoustic-tests-");

    public void Dispose() => directory.Delete(recursive: true);

    [Theory]
    [InlineData("multistage", "--snapshots-in-ram", "2", "--snapshots-on-disk", "3")]
    [InlineData("revolve", "--snapshots-in-ram", "3")]
    [InlineData("h-revolve", "--snapshots-in-ram", "2", "--snapshots-on-disk", "2")]
    [InlineData("periodic-disk", "--period", "30")]
    [InlineData("mixed", "--snapshots", "8")]
    [InlineData("online", "--snapshots", "5")]
    [InlineData("single-memory", "--threads", "1")]
    [InlineData("single-disk", "--threads", "3")]
    public void Every_family_draws_the_gradient_and_leaves_nothing_else(string family, params string[] options)
    {
        var picture = Path.Combine(directory.FullName, "gradient.svg");
        string[] places = ["--output", picture, "--directory", directory.FullName];
        var (code, output, error) = Run(["--schedule", family, .. options, .. Small, .. places, "--verify"]);
        Assert.True(code == 0, error);
        Assert.Empty(error);
        Assert.Contains("norm of the gradient", output);
        Assert.Equal(TaylorTest.Lines - 1, output.Split("2.00").Length - 1);
        Assert.Equal([picture], directory.EnumerateFileSystemInfos().Select(file => file.FullName));
        // Three fields, and the colours of each.
        Assert.Equal(6, XDocument.Load(picture).Descendants().Count(element => element.Name.LocalName == "image"));
    }

    [Theory]
    [InlineData("--schedule", "none-such")]
    [InlineData("--steps", "0")]
    [InlineData("--nx", "7")]
    [InlineData("--nz", "99999999")]
    [InlineData("--shots", "-1")]
    [InlineData("--threads", "0")]
    [InlineData("--schedule", "revolve", "--snapshots-in-ram", "0")]
    [InlineData("--schedule", "periodic-disk", "--period", "0")]
    [InlineData("--output", "/no/such/directory/gradient.svg")]
    [InlineData("--output", "gradient.png")]
    [InlineData("--directory", "/no/such/directory")]
    [InlineData("--nx", "20000", "--nz", "20000")]
    public void Wrong_use_is_one_line_on_standard_error_and_exit_code_2(params string[] arguments)
    {
        var (code, _, error) = Run(arguments);
        Assert.Equal(2, code);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Contains(arguments[^2].TrimStart('-'), error);
    }

    [Fact]
    public void A_request_to_end_ends_it_without_a_trace()
    {
        string[] large = ["--nx", "600", "--nz", "600", "--steps", "5000", "--directory", directory.FullName];
        string[] words = ["exec", typeof(AcousticModel).Assembly.Location, .. large];
        var picture = Path.Combine(directory.FullName, "gradient.svg");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [.. words, "--output", picture])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Assert.NotNull(process.StandardOutput.ReadLine());
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            kill.WaitForExit();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("interrupted", process.StandardError.ReadToEnd().Trim());
        Assert.Empty(directory.EnumerateFileSystemInfos());
    }

    private static (int Code, string Output, string Error) Run(string[] arguments) =>
        ProgramWithin.Run(typeof(AcousticModel).Assembly, arguments);
}
