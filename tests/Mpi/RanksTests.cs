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
        var families = SampleSchedules.All.Keys.ToList();
        foreach (var family in Campaign.IsFull ? families : ["revolve", "two-level on disk"])
        foreach (var ranks in Campaign.IsFull ? new[] { 1, 2, 3, 4 } : [1, 3])
            IsRight(Run(library, ranks, family));
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void One_rank_that_is_cancelled_stops_all_and_they_go_on(string library)
    {
        const int Long = 40;
        for (var at = Campaign.Of(61, 0); at < Campaign.Of(62, 100); at++)
        {
            var outcome = Launcher.All[library].Run(2, "multistage", $"{Long}", $"cancel={at % 2}:{at}", "slice=1");
            Assert.Equal(2, outcome.Count("OperationCanceledException"));
            IsRight(outcome, Long);
        }
    }

    [RanksTheory]
    [MemberData(nameof(Launcher.Names), MemberType = typeof(Launcher))]
    public void A_model_that_throws_on_one_rank_leaves_no_other_waiting(string library)
    {
        for (var at = 0; at < Campaign.Of(1, 30); at++)
        {
            var outcome = Run(library, 3, "revolve", $"throw={at % 3}:{Campaign.Of(17, at)}");
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
        var failed = true;
        for (var at = Campaign.Of(7, 0); failed && at < Campaign.Of(8, int.MaxValue); at++)
        {
            var outcome = Run(library, 2, "multistage", $"fail={at % 2}:{at}");
            failed = outcome.Output.Contains("CheckpointStoreException", StringComparison.Ordinal);
            if (failed)
                Assert.Equal(1, outcome.Count("GroupException"));
            IsRight(outcome);
        }
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
        while (kills < Campaign.Of(3, 100))
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
                    last.Code == 0 && last.Result == Expected(Steps),
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

    private static void IsRight(Launcher.Outcome outcome, int steps = Steps) =>
        Assert.True(outcome.Code == 0 && outcome.Result == Expected(steps), $"{outcome.Output}{outcome.Errors}");

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
