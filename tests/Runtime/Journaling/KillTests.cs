using System.Diagnostics;
using Schedules.Samples.Burgers;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>One half of the families, beside the other.</summary>
public sealed class KillSomeTests : KillTests
{
    public static TheoryData<string> Names => [.. Families.Few.Where((_, index) => index % 2 == 0)];

    [Theory]
    [Trait(Campaign.Trait, "kills")]
    [MemberData(nameof(Names))]
    public void It_comes_to_the_same_bits(string family) => ComesToTheSameBits(family);
}

/// <summary>The other half.</summary>
public sealed class KillOtherTests : KillTests
{
    public static TheoryData<string> Names => [.. Families.Few.Where((_, index) => index % 2 == 1)];

    [Theory]
    [Trait(Campaign.Trait, "kills")]
    [MemberData(nameof(Names))]
    public void It_comes_to_the_same_bits(string family) => ComesToTheSameBits(family);
}

/// <summary>A run is killed at random moments, time and again, and comes to the bits of an
/// undisturbed one.</summary>
public abstract class KillTests : IDisposable
{
    private const long Steps = 40;

    /// <summary>In the forward, and in reverse.</summary>
    private static readonly int Kills = Campaign.Of(sample: 1, full: 10);

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kill-tests-");

    private static string Expected { get; } = Undisturbed();

    public void Dispose()
    {
        directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void ComesToTheSameBits(string family)
    {
        // Odd seeds die in the forward, even ones in reverse.
        var seed = (family.Aggregate(Campaign.Seed, (sum, letter) => sum * 31 + letter) & 0xffff) << 8;
        var killed = new Dictionary<string, int> { ["forward"] = 0, ["reverse"] = 0 };
        for (var trial = 0; trial < 10 * Kills && killed.Values.Any(kills => kills < Kills); trial++)
        {
            var (code, output, error) = Run(family, seed + 2 * trial + (killed["forward"] < Kills ? 1 : 0));
            Assert.True(error.Length == 0, error);
            if (code == 0)
                Assert.Equal(Expected, output[Math.Max(0, output.Length - Expected.Length)..]);
            else
                // It may have come to its end and printed before it died.
                killed[output.StartsWith("forward", StringComparison.Ordinal) ? "forward" : "reverse"]++;
        }

        Assert.Equal((0, Expected, ""), Run(family, -1));
        Assert.All(killed.Values, kills => Assert.InRange(kills, Kills, int.MaxValue));
        Assert.Empty(directory.EnumerateFileSystemInfos());
    }

    private static string Undisturbed()
    {
        var model = new BurgersModel(Steps, Controls.Hump(30));
        model.Record(0, Steps);
        model.EndForward(Steps);
        model.Reverse(Steps, 0);
        return string.Join(' ', model.Gradient.Append(model.Energy).Select(BitConverter.DoubleToInt64Bits));
    }

    private (int Code, string Output, string Error) Run(string family, int seed)
    {
        var victim = typeof(Victim.SampleSchedules).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", victim, directory.FullName, family, $"{Steps}", $"{seed}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), error.Result);
    }
}
