using Schedules.Mpi.Tests.Ranks;
using Schedules.Runtime;
using Schedules.Runtime.Tests.Victim;
using Schedules.Tests;

namespace Schedules.Mpi.Tests;

[Trait(Campaign.Trait, "ranks")]
public sealed class RanksTests
{
    private const int Steps = 13;

    [RanksFact("Open MPI")]
    public void Open_MPI_runs_one_rank() => IsRight(Run("Open MPI", 1, "revolve"));

    [RanksFact("MPICH")]
    public void MPICH_runs_one_rank() => IsRight(Run("MPICH", 1, "revolve"));

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void Any_number_of_ranks_gives_the_bits_of_one_process(string library)
    {
        var runs = SampleSchedules.All.Keys.Select(family => (string[])[family, $"{Steps}"]).ToList();
        foreach (var ranks in Campaign.IsFull ? new[] { 1, 2, 3, 4 } : [3])
            AreRight(Launcher.All[library].Run(ranks, runs), runs.Count);
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void One_rank_that_is_cancelled_stops_all_and_they_go_on(string library)
    {
        const int Long = 40;
        var moments = Enumerable.Range(0, 100).Where(at => at % Campaign.Of(9, 1) == 0).ToList();
        var outcome = Launcher
            .All[library]
            .Run(2, moments.Select(at => (string[])["multistage", $"{Long}", $"cancel={at % 2}:{at}", "slice=1"]));
        Assert.Equal(2 * moments.Count, outcome.Count("OperationCanceledException"));
        AreRight(outcome, moments.Count, Long);
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void A_model_that_throws_on_one_rank_leaves_no_other_waiting(string library)
    {
        for (var at = 0; at < Campaign.Of(1, 15); at++)
        {
            var outcome = Run(library, 3, "revolve", $"throw={at % 3}:{Campaign.Of(17, 2 * at)}");
            Assert.NotEqual(0, outcome.Code);
            Assert.Equal(1, outcome.Count($"rank {at % 3}: InvalidDataException: a step has failed"));
            Assert.Equal(
                2,
                outcome.Count($"GroupException: rank {at % 3} of 3 has failed: InvalidDataException: a step has failed")
            );
        }
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void A_store_that_fails_on_one_rank_leaves_no_other_waiting(string library)
    {
        // More than there are: the last fail no more.
        var calls = Enumerable.Range(0, 40).Where(at => at % Campaign.Of(5, 1) == 0).ToList();
        var runs = new[] { "multistage", "disk-revolve" }
            .SelectMany(family => calls.Select(at => (string[])[family, $"{Steps}", $"fail={at % 2}:{at}"]))
            .ToList();
        var outcome = Launcher.All[library].Run(2, runs);
        var failed = outcome.Count("CheckpointStoreException");
        // How many there are depends on what a buffer spares, which is a matter of time.
        Assert.InRange(failed, Campaign.Of(2, 20), runs.Count - Campaign.Of(2, 20));
        Assert.Equal(failed, outcome.Count("GroupException"));
        AreRight(outcome, runs.Count);
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void One_slow_rank_holds_the_others_up_and_no_more(string library) =>
        IsRight(Run(library, 2, "h-revolve", "slow=1"));

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void Killed_on_one_rank_time_and_again_they_come_to_the_same_bits(string library)
    {
        var random = new Random(Campaign.Seed);
        var families = SampleSchedules.All.Keys.ToList();
        var kills = 0;
        while (kills < Campaign.Of(2, 50))
        {
            var directory = Directory.CreateTempSubdirectory("ranks-");
            try
            {
                var family = Campaign.IsFull ? families[random.Next(families.Count)] : "multistage on disk";
                var ranks = random.Next(2, 4);
                var words = new List<string>();
                for (var times = random.Next(1, 4); times > 0; times--)
                {
                    // In a step, or where they agree: on where to go on, too.
                    words.Add(
                        random.Next(2) == 0
                            ? $"kill={random.Next(ranks)}:{random.Next(3 * Steps)}"
                            : $"die={random.Next(ranks)}:{random.Next(100)}"
                    );
                    var outcome = Run(library, ranks, family, $"journal={directory.FullName}", words[^1]);
                    if (outcome.Code != 0)
                        kills++;
                    else
                        IsRight(outcome);
                    if (outcome.Code != 0 && random.Next(3) == 0)
                        words.Add(Damage.OneFile(Path.Combine(directory.FullName, $"{random.Next(ranks)}"), random));
                }

                var last = Run(library, ranks, family, $"journal={directory.FullName}");
                Assert.True(
                    last.Code == 0 && last.Results.SequenceEqual([Expected(Steps)]),
                    $"{family} on {ranks}, {string.Join(", ", words)}: {last.Output}{last.Errors}"
                );
                Assert.Empty(directory.GetFileSystemInfos());
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }

    private static Launcher.Outcome Run(string library, int ranks, string family, params string[] words) =>
        Launcher.All[library].Run(ranks, [family, $"{Steps}", .. words]);

    private static void IsRight(Launcher.Outcome outcome) => AreRight(outcome, 1);

    private static void AreRight(Launcher.Outcome outcome, int runs, int steps = Steps) =>
        Assert.True(
            outcome.Code == 0 && outcome.Results.SequenceEqual(Enumerable.Repeat(Expected(steps), runs)),
            $"{outcome.Output}{outcome.Errors}"
        );

    /// <summary>What one process comes to, storing all.</summary>
    private static string Expected(int steps)
    {
        var model = new SlabModel(steps, null);
        _ = model.BeginForward();
        _ = model.Record(0, steps);
        model.BeginAdjoint(0);
        model.Reverse(steps, 0);
        return model.Result()!;
    }
}
