using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests;

/// <summary>Journals of many ranks that are of another run: all ranks refuse them, in the same
/// words, and leave them as they are.</summary>
public sealed class GroupRefusalTests : IDisposable
{
    private const long Steps = RankRuns.Steps;

    private readonly Scratch scratch = new();

    private string Location => scratch["run"];

    private RunOptions Options => new() { Journal = scratch.Journal("run", 2), Overlap = false };

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Another_number_of_ranks(int size, int other)
    {
        Break(size);
        var before = Files();
        var who = other == 1 ? "one process" : $"rank 0 of {other}";
        var whose = size == 1 ? "one process" : $"rank 0 of {size}";
        Refused(other, $"of another run: it is of {whose}, and this one is {who}");
        Assert.Equal(before, Files());
        GoOn(size);
    }

    [Fact]
    public void Ranks_are_refused_without_a_group_too()
    {
        Break(2);
        var thrown = Assert.Throws<JournalException>(() =>
            new CheckpointExecutor(new ToyModel(Steps, 0.7), CheckpointSchedule.Revolve(Steps, 3), Options)
        );
        Assert.Contains("it is of rank 0 of 2, and this one is one process", thrown.Message, StringComparison.Ordinal);
        GoOn(2);
    }

    [Fact]
    public void Another_schedule()
    {
        Break(2);
        Refused(2, "its schedule is", CheckpointSchedule.Revolve(Steps, 2));
        GoOn(2);
    }

    [Fact]
    public void Another_model()
    {
        Break(2);
        Refused(2, "its model is toy 0.7, and this one is toy 0.8", model: _ => new(Steps, 0.8));
        GoOn(2);
    }

    [Fact]
    public void Another_state_at_step_0_on_one_rank_only()
    {
        Break(2);
        Refused(2, "other restart data at step 0", model: rank => new Shifted(rank == 1 ? 1e-9 : 0));
        GoOn(2);
    }

    [Fact]
    public void Another_size_on_one_rank_only()
    {
        Break(3);
        Refused(3, "on rank 2 of 3, ", model: rank => new(Steps, 0.7, size: rank == 2 ? 4 : 3));
        GoOn(3);
    }

    [Fact]
    public void A_journal_that_only_one_rank_has_refuses_on_all()
    {
        Break(2);
        Directory.Delete(Path.Combine(Location, "0"), recursive: true);
        Refused(2, "on rank 1 of 2, the journal", CheckpointSchedule.Revolve(Steps, 2));
        Assert.False(Directory.Exists(Path.Combine(Location, "0")));
    }

    [Fact]
    public void More_adjoint_calculations_than_are_wanted()
    {
        var schedule = CheckpointSchedule.SingleDisk();
        Break(2, schedule, Options with { Adjoints = 2 }, at: 30);
        Refused(2, "1 of its adjoint calculations are complete, and 1 are wanted", schedule);
    }

    [Fact]
    public void A_directory_that_is_in_use_on_one_rank_ends_all()
    {
        Break(2);
        using (JournalDirectory.Open(Path.Combine(Location, "1"), isOfRank: true))
        {
            using var runs = new RankRuns(2);
            var thrown = runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), _ => Options);
            Assert.IsType<JournalException>(thrown[1]);
            Assert.Equal(1, Assert.IsType<GroupException>(thrown[0]).Rank);
            Assert.Contains(thrown[1]!.Message, thrown[0]!.Message, StringComparison.Ordinal);
        }

        GoOn(2);
    }

    private string[] Files() =>
        [.. Directory.EnumerateFileSystemEntries(Location, "*", SearchOption.AllDirectories).Order()];

    private void Refused(int size, string why, CheckpointSchedule? schedule = null, Func<int, ToyModel>? model = null)
    {
        using var runs = new RankRuns(size);
        var thrown = runs.Begin(_ => schedule ?? CheckpointSchedule.Revolve(Steps, 3), _ => Options, model: model);
        Assert.All(thrown, error => Assert.IsType<JournalException>(error));
        Assert.Contains(
            why,
            Assert.Single(thrown.Select(error => error!.Message).Distinct()),
            StringComparison.Ordinal
        );
    }

    /// <summary>Breaks a run off in its reverse.</summary>
    private void Break(int size, CheckpointSchedule? schedule = null, RunOptions? options = null, int at = 24)
    {
        using var runs = new RankRuns(size);
        var seen = 0;
        Nothing(
            runs.Begin(
                _ => schedule ?? CheckpointSchedule.Revolve(Steps, 3),
                _ => options ?? Options,
                (rank, _) =>
                {
                    if (rank == 0 && seen++ == at)
                        throw new InvalidDataException("broken off");
                }
            )
        );
        Assert.IsType<InvalidDataException>(runs.Run()[0]);
    }

    private void GoOn(int size)
    {
        using var runs = new RankRuns(size);
        Nothing(runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), _ => Options));
        runs.HaveRecoveredTogether();
        Assert.True(runs[0].Recovery!.Reversed > 0);
        Nothing(runs.Run());
        runs.IsRight();
    }

    private static void Nothing(IReadOnlyList<Exception?> thrown) => Assert.All(thrown, Assert.Null);

    /// <summary>The same model, with another state at step 0.</summary>
    private sealed class Shifted(double by) : ToyModel(RankRuns.Steps, 0.7 + by), IAdjointModel
    {
        string? IAdjointModel.Identity => "toy 0.7";
    }
}
