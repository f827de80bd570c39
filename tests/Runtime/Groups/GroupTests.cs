using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

public sealed class GroupTests
{
    private const long Steps = RankRuns.Steps;

    /// <summary>In the campaign, at each moment; in each run of the tests, at some, of each family
    /// at others.</summary>
    private static readonly int Stride = Campaign.Of(sample: 5, full: 1);

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void All_ranks_come_to_the_bits_of_one(string family)
    {
        foreach (var size in (int[])[1, 2, 3])
        foreach (var slice in (long?[])[null, 2])
        {
            using var runs = new RankRuns(size);
            Nothing(runs.Begin(_ => Families.All[family](Steps), _ => new() { Slice = slice }));
            Nothing(runs.Run());
            runs.IsRight();
        }
    }

    [Fact]
    public void Alone_nothing_is_agreed_on()
    {
        using var runs = new RankRuns(1);
        Nothing(runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3)));
        Nothing(runs.Run());
        Assert.Equal([0], runs.Group.Agreements);
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Ranks_whose_length_is_found_out_end_together(string family)
    {
        if (Families.All[family](Steps).Steps is not null)
            return;
        using var runs = new RankRuns(2);
        Nothing(runs.Begin(_ => Families.All[family](Steps), model: _ => new ToyModel(Steps, 0.7, knowsItsEnd: false)));
        Nothing(runs.Run());
        runs.IsRight();
    }

    [Fact]
    public void Ranks_that_end_at_different_steps_are_refused_together()
    {
        // Models that do not meet in a step: those that do would not get there.
        var group = new ThreadGroup(2);
        var thrown = group.Run(member =>
        {
            var model = new ToyModel(4 + 3 * member.Rank, 0.7, knowsItsEnd: false);
            using var executor = new CheckpointExecutor(
                model,
                CheckpointSchedule.TwoLevel(2, 2, Storage.Ram),
                new RunOptions { Group = member }
            );
            executor.Run();
        });
        Assert.All(thrown, error => Assert.IsType<GroupException>(error));
        Assert.Contains("step 4 on one rank", thrown[0]!.Message, StringComparison.Ordinal);
        Assert.Equal(thrown[0]!.Message, thrown[1]!.Message);
    }

    [Theory]
    [Trait(Campaign.Trait, "ranks")]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void One_rank_that_is_cancelled_stops_all_at_the_same_place(string family)
    {
        var steps = 0;
        for (var at = First(family); at <= steps; at += Stride)
        {
            var (size, who) = Disturbed(at);
            steps = 0;
            using var source = new CancellationTokenSource();
            using var runs = new RankRuns(size);
            Nothing(
                runs.Begin(
                    _ => Families.All[family](Steps),
                    _ => new() { Slice = at % 2 == 0 ? 2 : null },
                    (rank, _) =>
                    {
                        if (rank == who && steps++ == at)
                            source.Cancel();
                    }
                )
            );
            var thrown = runs.Run(rank => rank == who ? source.Token : default);
            runs.StandTogether();
            if (!runs[0].IsComplete)
            {
                Assert.All(thrown, error => Assert.IsAssignableFrom<OperationCanceledException>(error));
                Assert.Equal(source.Token, ((OperationCanceledException)thrown[who]!).CancellationToken);
                Assert.Contains($"rank {who} of {size}", thrown[(who + 1) % size]!.Message, StringComparison.Ordinal);
                Nothing(runs.Run());
            }

            runs.IsRight();
        }
    }

    [Theory]
    [Trait(Campaign.Trait, "ranks")]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void A_store_that_fails_on_one_rank_ends_the_call_on_all_and_they_go_on(string family)
    {
        foreach (var retries in (bool[])[false, true])
        {
            var failed = true;
            for (var at = First(family); failed; at += Stride)
            {
                var (size, who) = Disturbed(at);
                var faults = new Faults(call => call == at);
                var place = Enumerable.Range(0, size).Select(_ => new Place()).ToList();
                using var runs = new RankRuns(size);
                Nothing(
                    runs.Begin(
                        _ => Families.All[family](Steps),
                        rank =>
                            new()
                            {
                                Overlap = at % 2 == 0,
                                Retry = retries ? new RetryPolicy { Delay = TimeSpan.Zero } : null,
                                Stores = place[rank]
                                    .Fill(_ => rank == who ? FaultyStore.Make(faults, at % 3 == 0) : new UserStore()),
                            }
                    )
                );
                var thrown = runs.Run();
                failed = faults.Failed > 0;
                if (thrown[who] is not null)
                {
                    Assert.False(retries);
                    Assert.IsType<CheckpointStoreException>(thrown[who]);
                    Others(thrown, who, canRunAgain: true);
                    Nothing(runs.Run());
                }
                else
                {
                    Nothing(thrown);
                }

                runs.IsRight();
                place.ForEach(one => one.Dispose());
            }
        }
    }

    [Theory]
    [Trait(Campaign.Trait, "ranks")]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void A_model_that_throws_on_one_rank_leaves_no_other_waiting(string family)
    {
        foreach (var before in (bool[])[true, false])
        {
            var steps = 0;
            for (var at = First(family); at <= steps; at += Stride)
            {
                var (size, who) = Disturbed(at);
                steps = 0;
                void Fail(int rank, long n)
                {
                    if (rank == who && steps++ == at)
                        throw new InvalidDataException($"step {n}");
                }

                using var runs = new RankRuns(size);
                Nothing(
                    runs.Begin(
                        _ => Families.All[family](Steps),
                        onStep: before ? Fail : null,
                        afterwards: before ? null : Fail
                    )
                );
                var thrown = runs.Run();
                if (steps <= at)
                {
                    runs.IsRight();
                    break;
                }

                Assert.IsType<InvalidDataException>(thrown[who]);
                Others(thrown, who, canRunAgain: false);
                Assert.Contains(
                    "InvalidDataException: step ",
                    thrown[(who + 1) % size]!.Message,
                    StringComparison.Ordinal
                );
                Assert.All(runs.Run(), error => Assert.IsType<InvalidOperationException>(error));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_sees_an_action_and_throws_on_one_rank_ends_all(bool before)
    {
        for (var at = 0; at < CheckpointSchedule.Revolve(Steps, 3).Count(); at++)
        {
            var seen = 0;
            void Fail(CheckpointAction action)
            {
                if (seen++ == at)
                    throw new InvalidDataException(action.ToText());
            }

            using var runs = new RankRuns(2);
            Nothing(
                runs.Begin(
                    _ => CheckpointSchedule.Revolve(Steps, 3),
                    rank =>
                        rank == 0 ? new()
                        : before ? new() { BeforeAction = Fail }
                        : new() { AfterAction = Fail }
                )
            );
            var thrown = runs.Run();
            Assert.IsType<InvalidDataException>(thrown[1]);
            Others(thrown, 1, canRunAgain: false);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_told_of_the_progress_and_throws_on_one_rank_ends_all(bool last)
    {
        using var runs = new RankRuns(2);
        Nothing(
            runs.Begin(
                _ => CheckpointSchedule.Revolve(Steps, 3),
                rank => rank == 0 ? new() : new() { Progress = new Throwing(last) }
            )
        );
        Assert.IsType<InvalidDataException>(runs.Run()[1]);
        Assert.All(runs.Run(), error => Assert.IsType<InvalidOperationException>(error));
    }

    [Fact]
    public void A_loop_and_a_choice_are_refused_on_each_rank()
    {
        var group = new ThreadGroup(2);
        var options = Enumerable.Range(0, 2).Select(rank => new RunOptions { Group = group[rank] }).ToList();
        var model = new ToyModel(Steps, 0.7);
        var (control, gradient) = (new double[1], new double[1]);
        var loops = group.Run(member =>
            new GradientLoop(
                model,
                CheckpointSchedule.Revolve(Steps, 3),
                control,
                () => 0,
                gradient,
                options[member.Rank]
            ).Dispose()
        );
        var choices = group.Run(member => CheckpointExecutor.Auto(model, [1e6], options[member.Rank]).Dispose());
        Refused(loops, "make an executor for each evaluation");
        Refused(choices, "measure on one, and give all the schedule that it has chosen");
        Assert.Equal([0, 0], group.Agreements);

        static void Refused(IReadOnlyList<Exception?> thrown, string why) =>
            Assert.All(
                thrown,
                error =>
                {
                    var refused = Assert.IsType<ArgumentException>(error);
                    Assert.Equal("options", refused.ParamName);
                    Assert.Contains(why, refused.Message, StringComparison.Ordinal);
                }
            );
    }

    [Fact]
    public void A_replay_that_differs_on_one_rank_ends_all()
    {
        using var runs = new RankRuns(3);
        Nothing(runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), model: rank => new Drifting(rank == 2)));
        var thrown = runs.Run();
        Assert.IsType<ReplayMismatchException>(thrown[2]);
        Others(thrown, 2, canRunAgain: false);
    }

    [Fact]
    public void What_is_not_the_same_on_all_ranks_is_refused_on_all()
    {
        Differs("schedule of rank 1", runs => runs.Begin(rank => CheckpointSchedule.Revolve(Steps, 3 + rank)));
        Differs(
            "options of rank 1",
            runs => runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), rank => new() { Slice = rank + 1 })
        );
        Differs(
            "model of rank 1",
            runs =>
                runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), model: rank => new ToyModel(Steps, 0.7 + rank))
        );
    }

    [Fact]
    public void A_run_that_cannot_begin_on_one_rank_begins_on_none()
    {
        using var runs = new RankRuns(3);
        var thrown = runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3), model: rank => new Sizeless(rank == 1));
        Assert.IsType<ArgumentOutOfRangeException>(thrown[1]);
        Others(thrown, 1, canRunAgain: false);
    }

    [Fact]
    public void Ranks_whose_streams_differ_are_refused_before_they_part()
    {
        var group = new ThreadGroup(2);
        var thrown = group.Run(member =>
        {
            var schedule = CheckpointSchedule.Revolve(Steps, 2 + member.Rank);
            using var executor = new CheckpointExecutor(
                new ToyModel(Steps, 0.7) { OnStep = member.Exchange },
                schedule,
                schedule.RefereeOptions,
                new RunOptions { Group = member }
            );
            executor.Run();
        });
        Assert.All(thrown, error => Assert.IsType<GroupException>(error));
        Assert.Equal(thrown[0]!.Message, thrown[1]!.Message);
    }

    [Fact]
    public void A_time_that_is_over_on_one_rank_stops_all()
    {
        using var runs = new RankRuns(2);
        Nothing(
            runs.Begin(
                _ => CheckpointSchedule.Revolve(Steps, 3),
                rank => rank == 1 ? new() { StopAfter = TimeSpan.FromTicks(1) } : new()
            )
        );
        var thrown = runs.Run();
        Assert.All(thrown, error => Assert.IsAssignableFrom<OperationCanceledException>(error));
        Assert.Contains(nameof(RunOptions.StopAfter), thrown[1]!.Message, StringComparison.Ordinal);
        Assert.Contains("rank 1 of 2", thrown[0]!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_another_run_took_is_refused_on_all()
    {
        using var runs = new RankRuns(2);
        Nothing(runs.Begin(_ => CheckpointSchedule.Revolve(Steps, 3)));
        Nothing(runs.Group.Run(member => runs[member.Rank].RunForward()));
        using var other = new CheckpointExecutor(runs.Models[0], CheckpointSchedule.Revolve(Steps, 3));
        runs.Models[0].OnStep = null;
        other.Run();
        var thrown = runs.Group.Run(member => runs[member.Rank].RunReverse());
        Assert.IsType<InvalidOperationException>(thrown[0]);
        Others(thrown, 0, canRunAgain: true);
    }

    private static int First(string family) => family.Sum(letter => letter) % Stride;

    /// <summary>How many ranks there are, and on which of them something happens, at each of many
    /// moments.</summary>
    private static (int Size, int Who) Disturbed(int moment) =>
        (moment % 4) switch
        {
            0 => (2, 0),
            1 => (3, 1),
            2 => (2, 1),
            _ => (3, 0),
        };

    private static void Differs(string what, Func<RankRuns, IReadOnlyList<Exception?>> begin)
    {
        using var runs = new RankRuns(2);
        var thrown = begin(runs);
        Assert.All(thrown, error => Assert.IsType<GroupException>(error));
        Assert.Contains(what, thrown[0]!.Message, StringComparison.Ordinal);
        Assert.Equal(thrown[0]!.Message, thrown[1]!.Message);
    }

    private static void Others(IReadOnlyList<Exception?> thrown, int who, bool canRunAgain) =>
        Assert.All(
            thrown.Where((_, rank) => rank != who),
            error =>
            {
                var other = Assert.IsType<GroupException>(error);
                Assert.Equal((who, canRunAgain), (other.Rank, other.CanRunAgain));
            }
        );

    private static void Nothing(IReadOnlyList<Exception?> thrown) => Assert.All(thrown, Assert.Null);

    /// <summary>Fails as it is told for the first time, or of the end.</summary>
    private sealed class Throwing(bool last) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (!last || value.Now is EndReverse)
                throw new InvalidDataException("told");
        }
    }

    private sealed class Sizeless(bool isSizeless) : ToyModel(RankRuns.Steps, 0.7), IAdjointModel
    {
        long IAdjointModel.RestartBytes(long step) => isSizeless ? 0 : RestartBytes(step);
    }

    /// <summary>A model whose checksums are others each time, on one rank.</summary>
    private sealed class Drifting(bool drifts) : ToyModel(RankRuns.Steps, 0.7)
    {
        private ulong calls;

        public override ulong Checksum() => drifts ? calls++ : base.Checksum();
    }
}
