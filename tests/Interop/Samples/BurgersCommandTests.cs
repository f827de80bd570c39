using System.Xml.Linq;
using Schedules.Samples.Burgers;
using Schedules.Tests;

namespace Schedules.Interop.Tests.Samples;

/// <summary>The sample as a command: what it prints, and its exit codes.</summary>
public sealed class BurgersCommandTests
{
    private static readonly string[] Small = ["--steps", "9", "--nodes", "15"];

    [Theory]
    [InlineData("single-memory")]
    [InlineData("single-disk")]
    [InlineData("single-disk", "--move-data")]
    [InlineData("revolve", "--snapshots-in-ram", "3")]
    [InlineData("multistage", "--snapshots-in-ram", "1", "--snapshots-on-disk", "2", "--trajectory", "revolve")]
    [InlineData("two-level", "--period", "4", "--binomial-snapshots", "2", "--binomial-storage", "disk")]
    [InlineData("periodic-disk", "--period", "4")]
    [InlineData("mixed", "--snapshots", "3", "--storage", "disk")]
    [InlineData("unit-sizes", "--snapshots", "5", "--restart-units", "2", "--dependency-units", "3")]
    [InlineData("h-revolve", "--snapshots-in-ram", "1", "--snapshots-on-disk", "2")]
    [InlineData("disk-revolve", "--snapshots-in-ram", "1")]
    [InlineData("1d-revolve", "--snapshots-in-ram", "1", "--one-read-disk")]
    [InlineData("periodic-disk-revolve", "--snapshots-in-ram", "1", "--period", "3")]
    [InlineData("optimal", "--snapshots-in-ram", "1", "--snapshots-on-disk", "1")]
    [InlineData("online", "--policy", "greedy", "--snapshots", "2")]
    public void Every_family_prints_costs_gradients_and_rates_of_two(string family, params string[] options)
    {
        var (code, output, error) = Run(["--schedule", family, .. options, .. Small]);
        Assert.True(code == 0, error);
        Assert.Contains("predicted", output);
        Assert.Contains("counted", output);
        Assert.Contains("of storing everything", output);
        Assert.Contains("norm of the gradient", output);
        Assert.Equal(2 * (TaylorTest.Lines - 1), output.Split("2.00").Length - 1);
    }

    [Fact]
    public void It_draws_the_flow_and_the_sensitivity()
    {
        var file = Path.Combine(Path.GetTempPath(), $"burgers-{Guid.NewGuid():N}.svg");
        try
        {
            var (code, output, error) = Run([.. Small, "--output", file]);
            Assert.True(code == 0, error);
            Assert.Contains(file, output.ReplaceLineEndings(""));
            Assert.Equal(4, XDocument.Load(file).Descendants().Count(element => element.Name.LocalName == "image"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Without_an_adjoint_it_says_so()
    {
        var (code, output, error) = Run(["--schedule", "none", .. Small]);
        Assert.True(code == 0, error);
        Assert.DoesNotContain("norm of the gradient", output);
        Assert.Contains("no adjoint", output);
    }

    [Theory]
    [InlineData("--schedule", "none-such")]
    [InlineData("--schedule")]
    [InlineData("--steps", "0")]
    [InlineData("--steps", "-3")]
    [InlineData("--steps", "many")]
    [InlineData("--steps", "99999999999999999999999")]
    [InlineData("--steps", "9223372036854775807")]
    [InlineData("--nodes", "0")]
    [InlineData("--output", "/no/such/directory/flow.svg")]
    [InlineData("--output", "flow.png")]
    [InlineData("--nodes", "2147483647")]
    [InlineData("--snapshots-in-ram", "-1")]
    [InlineData("--schedule", "revolve", "--snapshots-in-ram", "0")]
    [InlineData("--schedule", "two-level", "--period", "0")]
    [InlineData("--schedule", "two-level", "--binomial-snapshots", "-1")]
    [InlineData("--schedule", "two-level", "--binomial-storage", "tape")]
    [InlineData("--trajectory", "straight")]
    [InlineData("--colour", "red")]
    public void Wrong_use_is_one_line_on_standard_error_and_exit_code_2(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        // It names the option, or what it does not know.
        Assert.Contains(arguments.Length > 1 ? arguments[^2].TrimStart('-') : arguments[0], error);
    }

    private static (int Code, string Output, string Error) Run(string[] arguments) =>
        ProgramWithin.Run(typeof(GradientRun).Assembly, arguments);
}
