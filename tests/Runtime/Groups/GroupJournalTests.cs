using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

/// <summary>Runs of many ranks with a journal, which are broken off on one of them and started again
/// on all.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class GroupJournalTests : IDisposable
{
    private const long Steps = RankRuns.Steps;

    private readonly Scratch scratch = new();

    private string Location => scratch["run"];

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void Broken_off_on_one_rank_all_go_on_together(string family)
    {
        foreach (var overlap in (bool[])[true, false])
            for (var at = overlap ? 1 : 3; ; at += 5)
            {
                var hasFailed = Break(family, 2, at % 2, at, overlap);
                using (var runs = Begin(family, 2, overlap))
                {
                    if (hasFailed)
                        GoOnTogether(runs);
                    Nothing(runs.Run());
                    runs.IsRight();
                }

                Assert.Empty(Directory.GetFileSystemEntries(Location));
                if (!hasFailed)
                    break;
            }
    }

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void Broken_off_again_and_again_they_come_to_the_same_bits(string family)
    {
        for (var at = 4; Break(family, 3, at % 3, at, overlap: true) && at < 40; at += 3) { }
        using var runs = Begin(family, 3, overlap: true);
        Nothing(runs.Run());
        runs.IsRight();
    }

    [Fact]
    public void A_rank_that_is_cancelled_has_all_write_where_they_stand()
    {
        using var source = new CancellationTokenSource();
        var seen = 0;
        using (
            var runs = Begin(
                "revolve",
                2,
                overlap: true,
                (rank, _) =>
                {
                    if (rank == 1 && seen++ == 30)
                        source.Cancel();
                }
            )
        )
        {
            var thrown = runs.Run(rank => rank == 1 ? source.Token : default);
            Assert.All(thrown, error => Assert.IsAssignableFrom<OperationCanceledException>(error));
        }

        using var again = Begin("revolve", 2, overlap: true);
        GoOnTogether(again);
        Assert.True(again[0].Recovery!.Reversed > 0);
        Nothing(again.Run());
        again.IsRight();
    }

    [Theory]
    [InlineData("all")]
    [InlineData("journal")]
    [InlineData("state")]
    [InlineData("checkpoints")]
    public void What_one_rank_has_lost_makes_all_fall_back(string lost)
    {
        Assert.True(Break("multistage on disk", 2, 0, 30, overlap: false));
        var place = Path.Combine(Location, "1");
        switch (lost)
        {
            case "all":
                Directory.Delete(place, recursive: true);
                break;
            case "journal":
                File.AppendAllText(Path.Combine(place, "journal.json"), "?");
                break;
            case "state":
                // The later of the two.
                var latest = Directory.GetFiles(place, "adjoint-*").MaxBy(File.GetLastWriteTimeUtc)!;
                var bytes = File.ReadAllBytes(latest);
                bytes[5] ^= 1;
                File.WriteAllBytes(latest, bytes);
                break;
            default:
                Directory.Delete(Path.Combine(place, "level-1"), recursive: true);
                break;
        }

        using var runs = Begin("multistage on disk", 2, overlap: false);
        var reversed = runs[0].Recovery?.Reversed;
        if (lost is "all" or "journal")
            Assert.All([0, 1], rank => Assert.Null(runs[rank].Recovery));
        else
            GoOnTogether(runs);
        if (lost == "state")
            Assert.True(reversed > 0);
        if (lost == "checkpoints")
            Assert.Contains(
                runs[0].Recovery!.Rejected,
                why => why.Contains("another rank does not have it", StringComparison.Ordinal)
            );
        Nothing(runs.Run());
        runs.IsRight();
    }

    /// <summary>Whether it was broken off: the model of one rank throws at one of its steps.</summary>
    private bool Break(string family, int size, int who, int at, bool overlap)
    {
        var seen = 0;
        using var runs = Begin(
            family,
            size,
            overlap,
            (rank, _) =>
            {
                if (rank == who && seen++ == at)
                    throw new InvalidDataException("broken off");
            }
        );
        return runs.Run()[who] is InvalidDataException;
    }

    private RankRuns Begin(string family, int size, bool overlap, Action<int, long>? onStep = null)
    {
        var runs = new RankRuns(size);
        Nothing(runs.Begin(_ => Families.All[family](Steps), _ => Options(overlap), onStep));
        return runs;
    }

    private RunOptions Options(bool overlap) => new() { Journal = scratch.Journal("run", 2), Overlap = overlap };

    private static void GoOnTogether(RankRuns runs)
    {
        Assert.NotNull(runs[0].Recovery);
        runs.HaveRecoveredTogether();
    }

    private static void Nothing(IReadOnlyList<Exception?> thrown) => Assert.All(thrown, Assert.Null);
}
