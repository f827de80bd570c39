using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>What is in a directory at any moment of a run is enough to go on from, in
/// another process.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class JournalTests : IDisposable
{
    private const long Steps = 11;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void A_run_goes_on_from_what_was_there_before_any_action(string family)
    {
        var schedule = Families.All[family](Steps);
        foreach (var overlap in (bool[])[false, true])
        {
            var snapshots = new List<string>();
            var options = new RunOptions
            {
                Overlap = overlap,
                Journal = scratch.Journal("run", everyActions: 3),
                BeforeAction = _ => snapshots.Add(scratch.Copy("run")),
            };
            Assert.Equal([Expected], Run(schedule, options).Gradients);
            foreach (var snapshot in snapshots)
            {
                var model = Resume(schedule, snapshot, out var recovery);
                Assert.NotNull(recovery);
                // What is written at that moment is cut off.
                Assert.True(overlap || recovery.Rejected.Count == 0, string.Join('\n', recovery.Rejected));
                Assert.Equal([Expected], model.Gradients);
                Assert.Empty(Directory.EnumerateFileSystemEntries(snapshot));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void A_run_that_goes_on_can_be_broken_off_again(string family)
    {
        var schedule = Families.All[family](Steps);
        var random = new Random(7);
        for (var trial = 0; trial < 12; trial++)
        {
            var place = scratch.New();
            for (var crash = 0; crash < 4; crash++)
                Broken(schedule, place, random.Next(25));
            Assert.Equal([Expected], Resume(schedule, place, out _).Gradients);
        }
    }

    [Fact]
    public void More_adjoint_calculations_go_on_too()
    {
        foreach (
            var family in (string[])
                [
                    "single-memory",
                    "single-disk",
                    "two-level",
                    "periodic-disk",
                    "disk-revolve, kept",
                    "async-periodic-disk, kept",
                ]
        )
        {
            var schedule = Families.All[family](Steps);
            var snapshots = new List<(string Place, int Complete)>();
            ToyModel? running = null;
            var options = new RunOptions
            {
                Adjoints = 3,
                Journal = scratch.Journal("many", everyActions: 1),
                AfterAction = _ => snapshots.Add((scratch.Copy("many"), running!.Gradients.Count)),
            };
            running = new ToyModel(Steps, Control, knowsItsEnd: false);
            using (var executor = new CheckpointExecutor(running, schedule, options))
                executor.Run();
            foreach (var (place, complete) in snapshots)
            {
                var gradients = GoOn(schedule, place);
                Assert.InRange(gradients.Count, 3 - complete, 3 - complete + 1);
                Assert.All(gradients, gradient => Assert.Equal(Expected, gradient));
            }
        }
    }

    [Fact]
    public void A_complete_run_is_there_until_its_result_has_been_taken()
    {
        var schedule = CheckpointSchedule.HRevolve(Steps, 1, 2);
        string snapshot;
        using (
            var executor = new CheckpointExecutor(
                new ToyModel(Steps, Control),
                schedule,
                new RunOptions { Journal = scratch.Journal("complete", everyActions: 5) }
            )
        )
        {
            executor.Run();
            snapshot = scratch.Copy("complete");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch["complete"]));
        var model = Resume(schedule, snapshot, out _);
        Assert.Equal([Expected], model.Gradients);
    }

    [Fact]
    public void A_model_without_a_state_of_its_adjoint_reverses_again()
    {
        var schedule = CheckpointSchedule.HRevolve(Steps, 1, 2);
        var place = scratch.New();
        var broken = new StatelessModel(new ToyModel(Steps, Control));
        Broken(schedule, place, 20, broken);
        var model = new ToyModel(Steps, Control);
        using var executor = new CheckpointExecutor(
            new StatelessModel(model),
            schedule,
            new RunOptions { Journal = new JournalOptions(place) }
        );
        Assert.Equal(0, executor.Recovery!.Reversed);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    [Fact]
    public void The_adjoints_state_is_written_as_often_as_was_asked_for()
    {
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        long Reversed(JournalOptions journal)
        {
            Broken(schedule, journal, schedule.Count() - 2);
            using var executor = new CheckpointExecutor(
                new ToyModel(Steps, Control),
                schedule,
                new RunOptions { Journal = journal }
            );
            return executor.Recovery!.Reversed;
        }

        Assert.Equal(Steps - 1, Reversed(new JournalOptions(scratch.New()) { Every = TimeSpan.Zero }));
        Assert.Equal(Steps - 1, Reversed(new JournalOptions(scratch.New()) { Every = null, EveryActions = 1 }));
        Assert.Equal(0, Reversed(new JournalOptions(scratch.New()) { Every = TimeSpan.FromHours(1) }));
        Assert.Equal(0, Reversed(new JournalOptions(scratch.New()) { Every = null, EveryActions = 1000 }));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_at_the_call()
    {
        Assert.Throws<ArgumentException>(() => new JournalOptions(" "));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalOptions("x") { EveryActions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JournalOptions("x") { Every = TimeSpan.FromTicks(-1) });
        var journal = new RunOptions { Journal = new JournalOptions(scratch.New()) };
        Assert.Throws<ArgumentException>(() =>
            new CheckpointExecutor(new ToyModel(1, 1), CheckpointSchedule.Revolve(1, 1).ToList(), new(), journal)
        );
    }

    /// <summary>As many of three adjoint calculations as what has survived serves for.</summary>
    private static List<double> GoOn(CheckpointSchedule schedule, string place)
    {
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        using var executor = new CheckpointExecutor(
            model,
            schedule,
            new RunOptions { Adjoints = 3, Journal = new JournalOptions(place) }
        );
        executor.Run();
        Assert.Equal(3, executor.Completed);
        Assert.True(executor.IsComplete);
        return model.Gradients;
    }

    private static ToyModel Run(CheckpointSchedule schedule, RunOptions options)
    {
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        using var executor = new CheckpointExecutor(model, schedule, options);
        executor.Run();
        return model;
    }

    private static ToyModel Resume(CheckpointSchedule schedule, string place, out Recovery? recovery)
    {
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        using var executor = new CheckpointExecutor(
            model,
            schedule,
            new RunOptions { Journal = new JournalOptions(place) }
        );
        recovery = executor.Recovery;
        executor.Run();
        return model;
    }

    private static void Broken(CheckpointSchedule schedule, string place, int after, IAdjointModel? model = null) =>
        Broken(schedule, new JournalOptions(place) { Every = null, EveryActions = 2 }, after, model);

    /// <summary>Breaks a run off before an action, if there are so many.</summary>
    private static void Broken(
        CheckpointSchedule schedule,
        JournalOptions journal,
        int after,
        IAdjointModel? model = null
    )
    {
        using var executor = new CheckpointExecutor(
            model ?? new ToyModel(Steps, Control),
            schedule,
            new RunOptions
            {
                Journal = journal,
                BeforeAction = _ =>
                {
                    if (after-- == 0)
                        throw new InvalidTimeZoneException("on purpose");
                },
            }
        );
        try
        {
            executor.Run();
        }
        catch (InvalidTimeZoneException) { }
    }
}
