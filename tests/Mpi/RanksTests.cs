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
        for (var at = 0; at < Campaign.Of(1, 100); at++)
        {
            var outcome = Run(library, 2, "multistage", $"cancel={at % 2}:{Campaign.Of(20, at % 36)}", "slice=1");
            Assert.Equal(2, outcome.Count("OperationCanceledException"));
            IsRight(outcome);
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
                var journal = $"journal={directory.FullName}";
                // In a step, or where they agree: on where to go on, too.
                for (var times = random.Next(1, 4); times > 0; times--)
                {
                    var death =
                        random.Next(2) == 0
                            ? $"kill={random.Next(ranks)}:{random.Next(40)}"
                            : $"die={random.Next(ranks)}:{random.Next(60)}";
                    var outcome = Run(library, ranks, family, journal, death);
                    if (outcome.Code == 0)
                        IsRight(outcome);
                    else
                        kills++;
                }

                IsRight(Run(library, ranks, family, journal));
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

    private static void IsRight(Launcher.Outcome outcome) =>
        Assert.True(outcome.Code == 0 && outcome.Result == Expected(), $"{outcome.Output}{outcome.Errors}");

    /// <summary>What one process comes to, storing all.</summary>
    private static string Expected()
    {
        var model = new SlabModel(Steps, null);
        _ = model.BeginForward();
        _ = model.Record(0, Steps);
        model.BeginAdjoint(0);
        model.Reverse(Steps, 0);
        return model.Result()!;
    }
}
