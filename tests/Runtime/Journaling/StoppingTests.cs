using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>A run that stops in good order, before it is complete, has nothing
/// to do again.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class StoppingTests : IDisposable
{
    private const long Steps = 11;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void What_was_reversed_before_a_cancellation_is_not_reversed_again(string family)
    {
        var schedule = Families.All[family](Steps);
        for (var last = 0L; last < Steps; last++)
        {
            var options = Options(scratch.New());
            var reversed = 0L;
            using (var source = new CancellationTokenSource())
            {
                var model = new ToyModel(Steps, Control, knowsItsEnd: false);
                var executor = new CheckpointExecutor(
                    model,
                    schedule,
                    options with
                    {
                        AfterAction = action =>
                        {
                            if (action is Reverse reverse && (reversed = Steps - reverse.N0) > last)
                                source.Cancel();
                        },
                    }
                );
                using (executor)
                    Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(source.Token));
            }

            Assert.Equal(reversed, GoOn(schedule, options));
        }
    }

    [Fact]
    public void What_was_reversed_within_a_range_is_not_reversed_again()
    {
        for (var last = 1L; last < Steps; last++)
        {
            var options = Options(scratch.New());
            using (var source = new CancellationTokenSource())
            {
                var model = new ToyModel(Steps, Control);
                using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory(), options);
                executor.RunForward();
                model.OnStep = step =>
                {
                    Thread.Sleep(25);
                    if (step == last)
                        source.Cancel();
                };
                Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(source.Token));
                Assert.True(executor.Adjoint <= last);
            }

            Assert.InRange(GoOn(CheckpointSchedule.SingleMemory(), options), Steps - last, Steps);
        }
    }

    [Fact]
    public void A_run_that_is_disposed_of_writes_the_state_that_it_could_not_write_before()
    {
        var schedule = CheckpointSchedule.HRevolve(Steps, 1, 3);
        var place = scratch.New();
        var blocked = Path.Combine(place, "journal.json.new");
        using (var source = new CancellationTokenSource())
        {
            var model = new ToyModel(Steps, Control);
            using var executor = new CheckpointExecutor(
                model,
                schedule,
                Options(place) with
                {
                    AfterAction = action =>
                    {
                        if (action is Reverse { N0: 4 })
                            source.Cancel();
                    },
                }
            );
            executor.RunForward();
            Directory.CreateDirectory(blocked);
            Assert.Throws<CheckpointStoreException>(() => executor.Run(source.Token));
            Directory.Delete(blocked);
        }

        Assert.Equal(Steps - 4, GoOn(schedule, Options(place)));
    }

    [Fact]
    public void A_run_whose_model_has_begun_another_writes_nothing_of_it()
    {
        var schedule = CheckpointSchedule.HRevolve(Steps, 1, 3);
        var place = scratch.New();
        var model = new ToyModel(Steps, Control);
        using (var source = new CancellationTokenSource())
        {
            var blocked = Path.Combine(place, "journal.json.new");
            using var executor = new CheckpointExecutor(
                model,
                schedule,
                Options(place) with
                {
                    AfterAction = action =>
                    {
                        if (action is Reverse { N0: 4 })
                            source.Cancel();
                    },
                }
            );
            executor.RunForward();
            Directory.CreateDirectory(blocked);
            Assert.Throws<CheckpointStoreException>(() => executor.Run(source.Token));
            Directory.Delete(blocked);
            using var other = new CheckpointExecutor(model, schedule);
            other.RunForward();
        }

        Assert.Equal(0, GoOn(schedule, Options(place)));
    }

    [Theory]
    [InlineData("single-memory")]
    [InlineData("single-disk")]
    [InlineData("revolve")]
    [InlineData("h-revolve")]
    public void A_run_that_stops_after_a_time_comes_to_its_end_a_part_at_a_time(string family)
    {
        var schedule = Families.All[family](Steps);
        var options = Options(scratch.New()) with { StopAfter = TimeSpan.FromSeconds(1), Slice = 1 };
        var (gradients, reversed, starts) = (new List<double>(), 0L, 0);
        while (gradients.Count == 0)
        {
            Assert.InRange(starts++, 0, 100);
            var model = new ToyModel(Steps, Control);
            using var executor = new CheckpointExecutor(model, schedule, options);
            var resumed = executor.Recovery?.Reversed ?? 0;
            Assert.True(resumed >= reversed);
            reversed = resumed;
            // One start is stopped in reverse for certain.
            model.OnStep = step =>
            {
                if (reversed == 0 && executor.Adjoint < Steps)
                    Thread.Sleep(1100);
            };
            try
            {
                executor.Run();
            }
            catch (OperationCanceledException stopped)
            {
                Assert.Contains("StopAfter", stopped.Message);
            }

            gradients = model.Gradients;
        }

        Assert.Equal([Expected], gradients);
        Assert.True(reversed > 0);
    }

    [Fact]
    public void A_limit_that_makes_no_sense_is_refused()
    {
        foreach (var time in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.MaxValue])
            Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { StopAfter = time });
    }

    /// <summary>Families that permit several adjoint calculations.</summary>
    public static TheoryData<string> Repeating =>
        [.. Families.All.Where(family => family.Value(Steps).Adjoints is null or > 1).Select(family => family.Key)];

    [Theory]
    [MemberData(nameof(Repeating))]
    public void The_same_program_started_again_does_all_adjoint_calculations(string family)
    {
        var schedule = Families.All[family](Steps);
        var options = Options(scratch.New()) with { Adjoints = 3 };
        var whole = schedule.WithSteps(Steps).Actions(3).Count();
        for (var actions = 1; actions < whole; actions++)
        {
            var gradients = new List<double>();
            for (var start = 0; start < 2; start++)
            {
                var (left, model) = (start == 0 ? actions : int.MaxValue, new ToyModel(Steps, Control, false));
                using var source = new CancellationTokenSource();
                using var executor = new CheckpointExecutor(
                    model,
                    schedule,
                    options with
                    {
                        AfterAction = _ =>
                        {
                            if (--left == 0)
                                source.Cancel();
                        },
                    }
                );
                try
                {
                    executor.Run(source.Token);
                    Assert.Equal(3, executor.Completed);
                }
                catch (OperationCanceledException) when (start == 0) { }

                gradients.AddRange(model.Gradients);
            }

            Assert.Equal([Expected, Expected, Expected], gradients);
        }
    }

    [Fact]
    public void A_model_that_serves_for_one_forward_has_the_others_done_by_the_program_started_again()
    {
        var schedule = CheckpointSchedule.SingleDisk();
        var options = Options(scratch.New()) with { Adjoints = 3 };
        using (var source = new CancellationTokenSource())
        {
            void Cancel(CheckpointAction action)
            {
                if (action is Reverse { N0: 4 })
                    source.Cancel();
            }

            using var executor = new CheckpointExecutor(new Once(), schedule, options with { AfterAction = Cancel });
            Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(source.Token));
        }

        var model = new Once();
        using (var executor = new CheckpointExecutor(model, schedule, options))
        {
            var refused = Assert.Throws<InvalidOperationException>(() => executor.Run());
            Assert.Contains("start the program again", refused.Message);
            Assert.Equal([Expected], model.Gradients);
        }

        model = new Once();
        using (var executor = new CheckpointExecutor(model, schedule, options))
            executor.Run();
        Assert.Equal([Expected, Expected], model.Gradients);
    }

    [Fact]
    public void A_model_of_no_steps_is_refused_by_name()
    {
        foreach (
            var schedule in (CheckpointSchedule[])[CheckpointSchedule.SingleMemory(), CheckpointSchedule.SingleDisk()]
        )
        {
            var refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
                new CheckpointExecutor(new ToyModel(0, Control), schedule)
            );
            Assert.Contains("Steps of the model is 0", refused.Message);
        }

        var own = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new CheckpointExecutor(
                new ToyModel(0, Control),
                CheckpointSchedule.SingleMemory(),
                new RefereeOptions { Adjoints = null }
            )
        );
        Assert.Contains("Steps of the model is 0", own.Message);
    }

    [Fact]
    public void A_model_that_finds_at_its_start_that_it_has_no_steps_is_told_so()
    {
        foreach (
            var schedule in (CheckpointSchedule[])[CheckpointSchedule.SingleMemory(), CheckpointSchedule.SingleDisk()]
        )
        {
            using var executor = new CheckpointExecutor(new EndsAtOnce(), schedule);
            var refused = Assert.Throws<InvalidOperationException>(() => executor.Run());
            Assert.Contains("the model has ended at step 0", refused.Message);
        }
    }

    private sealed class EndsAtOnce() : ToyModel(StoppingTests.Steps, Control), IAdjointModel
    {
        private bool begun;

        long? IAdjointModel.Steps => begun ? 0 : null;

        public override bool BeginForward() => begun = base.BeginForward();
    }

    private sealed class Once() : ToyModel(StoppingTests.Steps, Control)
    {
        public override bool BeginForward() => false;
    }

    /// <summary>The state is written when a run stops, and at no other time.</summary>
    private static RunOptions Options(string place) => new() { Journal = new JournalOptions(place) { Every = null } };

    /// <summary>Goes on to the end; gives the steps that need not be reversed again.</summary>
    private static long GoOn(CheckpointSchedule schedule, RunOptions options)
    {
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        using var executor = new CheckpointExecutor(model, schedule, options);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
        return executor.Recovery!.Completed * Steps + executor.Recovery.Reversed;
    }
}
