using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests;

/// <summary>A journal or a store of one rank that fails for a while: all stop, and go on when it is
/// mended, in the same process or in the next.</summary>
public sealed class GroupTroubleTests : IDisposable
{
    private const long Steps = RankRuns.Steps;

    private readonly Scratch scratch = new();

    private string Location => scratch["run"];

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("single-disk", true)]
    [InlineData("multistage on disk", false)]
    [InlineData("two-level on disk", true)]
    [InlineData("online, landmarks on disk", false)]
    public void A_journal_that_cannot_be_written_on_one_rank_stops_all(string family, bool overlap)
    {
        for (var at = 0; ; at++)
        {
            var (seen, who) = (0, at % 2);
            var blocked = Path.Combine(Location, $"{who}", "journal.json.new");
            using (
                var runs = Begin(
                    family,
                    overlap,
                    onStep: (rank, _) =>
                    {
                        if (rank == who && seen++ == at)
                            Block(blocked);
                    }
                )
            )
            {
                var thrown = runs.Run();
                if (seen <= at)
                {
                    Nothing(thrown);
                    break;
                }

                // The last entry may have been written before: then there is nothing to fail.
                if (thrown[who] is not null)
                {
                    Assert.IsType<CheckpointStoreException>(thrown[who]);
                    Assert.True(Assert.IsType<GroupException>(thrown[1 - who]).CanRunAgain);
                    // It fails once more, for each.
                    Assert.IsType<CheckpointStoreException>(runs.Run()[who]);
                }

                Directory.Delete(blocked);
                if (at % 3 != 0)
                {
                    Nothing(runs.Run());
                    runs.IsRight();
                }
            }

            if (at % 3 == 0)
                Finish(family, overlap);
            Assert.Empty(Directory.GetFileSystemEntries(Location));
        }
    }

    /// <summary>Puts a directory where an entry is to be written: as soon as none is being
    /// written.</summary>
    private static void Block(string path)
    {
        while (!Directory.Exists(path))
            try
            {
                Directory.CreateDirectory(path);
            }
            catch (IOException)
            {
                Thread.Yield();
            }
    }

    [Theory]
    [InlineData("multistage on disk")]
    [InlineData("disk-revolve")]
    [InlineData("two-level on disk")]
    public void A_store_that_fails_on_one_rank_as_they_go_on_is_asked_again_at_the_next_start(string family)
    {
        for (var at = 0; ; at++)
        {
            Break(family, 24);
            var faults = new Faults(call => call == at);
            using var store = new FaultyStore(new UserStore(), faults);
            using (var runs = new RankRuns(2))
            {
                var thrown = runs.Begin(
                    _ => Families.All[family](Steps),
                    rank =>
                        rank == 0
                            ? Options(true)
                            : Options(true) with
                            {
                                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
                            }
                );
                if (thrown[1] is null)
                    thrown = runs.Run();
                if (thrown[1] is null)
                {
                    Nothing(thrown);
                    runs.IsRight();
                    Assert.Equal(0, faults.Failed);
                    return;
                }

                Assert.IsType<CheckpointStoreException>(thrown[1]);
                Assert.Equal(1, Assert.IsType<GroupException>(thrown[0]).Rank);
            }

            Finish(family, true);
        }
    }

    [Theory]
    [InlineData("two-level")]
    [InlineData("online, r2 on disk")]
    [InlineData("single-disk")]
    public void The_length_found_out_is_that_of_all_when_they_go_on(string family)
    {
        for (var at = 0; ; at += 2)
        {
            var hasFailed = Break(family, at, knowsItsEnd: false);
            var runs = Begin(family, true, knowsItsEnd: false);
            using (runs)
            {
                runs.HaveRecoveredTogether();
                Nothing(runs.Run());
                runs.IsRight();
            }

            if (!hasFailed)
                return;
        }
    }

    [Fact]
    public void Several_adjoints_of_one_forward_go_on_where_they_were()
    {
        for (var at = 0; ; at += 3)
        {
            var hasFailed = Break("two-level on disk", at, adjoints: 3);
            using var runs = Begin("two-level on disk", false, adjoints: 3);
            runs.HaveRecoveredTogether();
            var before = (int)(runs[0].Recovery?.Completed ?? 0);
            Nothing(runs.Run());
            for (var rank = 0; rank < 2; rank++)
                Assert.Equal(
                    Enumerable.Repeat(ToyModel.Expected(Steps, 0.7), Math.Max(1, 3 - before)),
                    runs.Models[rank].Gradients
                );
            if (!hasFailed)
                return;
        }
    }

    private bool Break(string family, int at, bool knowsItsEnd = true, long adjoints = 1)
    {
        var seen = 0;
        using var runs = Begin(
            family,
            overlap: true,
            knowsItsEnd,
            adjoints,
            (rank, _) =>
            {
                if (rank == 0 && seen++ == at)
                    throw new InvalidDataException("broken off");
            }
        );
        return runs.Run()[0] is InvalidDataException;
    }

    private void Finish(string family, bool overlap)
    {
        using var runs = Begin(family, overlap);
        runs.HaveRecoveredTogether();
        Nothing(runs.Run());
        runs.IsRight();
    }

    private RankRuns Begin(
        string family,
        bool overlap,
        bool knowsItsEnd = true,
        long adjoints = 1,
        Action<int, long>? onStep = null
    )
    {
        var runs = new RankRuns(2);
        Nothing(
            runs.Begin(
                _ => Families.All[family](Steps),
                _ => Options(overlap) with { Adjoints = adjoints },
                onStep,
                model: _ => new ToyModel(Steps, 0.7, knowsItsEnd)
            )
        );
        return runs;
    }

    private RunOptions Options(bool overlap) => new() { Journal = scratch.Journal("run", 2), Overlap = overlap };

    private static void Nothing(IReadOnlyList<Exception?> thrown) => Assert.All(thrown, Assert.Null);
}
