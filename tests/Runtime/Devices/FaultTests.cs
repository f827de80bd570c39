using System.Text;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Devices;

/// <summary>A device that fails is an error that says so, and the run goes on when it is
/// started again.</summary>
public sealed class FaultTests : IDisposable
{
    private const int IoError = 5;
    private const int AccessDenied = 13;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NoQuota = 122;
    private static readonly int[] Errors = [IoError, AccessDenied, NoSpace, ReadOnly, NoQuota];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("fault-tests-");

    public static TheoryData<string, bool> Layouts => new() { { "h-revolve", false }, { "two-level on disk", true } };

    public void Dispose() => directory.Delete(recursive: true);

    [WatchedTheory]
    [MemberData(nameof(Layouts))]
    [Trait(Campaign.Trait, "faults")]
    public void A_flush_that_fails_is_not_taken_for_one_that_did_not(string family, bool oneFile)
    {
        var random = new Random(Campaign.Seed);
        var (injected, wanted) = (0, Campaign.Of(sample: 2, full: 40));
        for (var trial = 0; injected < wanted; trial++)
        {
            Assert.InRange(trial, 0, 2 * wanted);
            var (number, error) = (1 + random.Next(20), Errors[trial % Errors.Length]);
            var (code, output, message, failed, isLate) = Fail(family, oneFile, trial, $"fsync:{number}:{error}");
            injected += failed && !isLate ? 1 : 0;
            // What is deleted before it is written needs no flush: there may be fewer, and the run
            // may be complete then, and have removed its journal.
            if (failed && !isLate)
                Assert.True(code == 3, $"fsync {number} failed with {error}, and the run ended with {code}: {message}");
            else
                Assert.Equal((0, WatchedProgram.Expected), (code, output));
            GoesOn(family, oneFile);
        }
    }

    [WatchedTheory]
    [MemberData(nameof(Layouts))]
    [Trait(Campaign.Trait, "faults")]
    public void A_call_that_fails_strands_no_run(string family, bool oneFile)
    {
        var random = new Random(Campaign.Seed);
        string[] calls = ["write", "open", "rename", "unlink"];
        var (injected, wanted) = (0, Campaign.Of(sample: 2, full: 120));
        for (var trial = 0; injected < wanted; trial++)
        {
            Assert.InRange(trial, 0, 3 * wanted);
            var (call, error) = (calls[trial % calls.Length], Errors[random.Next(Errors.Length)]);
            var (code, output, message, failed, _) = Fail(
                family,
                oneFile,
                trial,
                $"{call}:{1 + random.Next(40)}:{error}"
            );
            injected += failed ? 1 : 0;
            // What fails as files are removed at the end of a complete run is of no account.
            if (code == 0)
                Assert.Equal(WatchedProgram.Expected, output);
            else
                Assert.True(code == 3, $"{call} failed with {error}, and the run ended with {code}: {message}");
            GoesOn(family, oneFile);
        }
    }

    /// <summary>Runs it; the last two tell whether it came to the call that was to fail, and
    /// whether it had removed its journal by then.</summary>
    private (int Code, string Output, string Error, bool Failed, bool IsLate) Fail(
        string family,
        bool oneFile,
        int seed,
        string fail
    )
    {
        var log = Path.Combine(directory.FullName, "log");
        File.Delete(log);
        var (code, output, error) = WatchedProgram.Run(Place, family, oneFile, seed, log, fail);
        var calls = Encoding.Latin1.GetString(File.ReadAllBytes(log));
        var failed = calls.IndexOf($"failed {fail.Split(':')[0]}\n", StringComparison.Ordinal);
        var removed = calls.IndexOf($"unlink {Path.Combine(Place, "journal.json")}\n", StringComparison.Ordinal);
        return (code, output, error, failed >= 0, removed >= 0 && removed < failed);
    }

    private void GoesOn(string family, bool oneFile)
    {
        var (code, output, error) = WatchedProgram.Run(Place, family, oneFile, 0, null);
        Assert.Equal((0, WatchedProgram.Expected, ""), (code, output, error));
        if (Directory.Exists(Place))
            Directory.Delete(Place, recursive: true);
    }

    private string Place => Path.Combine(directory.FullName, "run");
}
