using Schedules.Interop;

namespace Schedules.Runtime.Tests.Profiling;

/// <summary>What a person asks while a run goes on.</summary>
public sealed class ProgressTests
{
    private const long Steps = 60;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_says_where_the_run_is_what_it_does_and_what_levels_hold(bool knowsItsEnd)
    {
        var told = new Listener();
        var schedule = CheckpointSchedule.Multistage(Steps, 2, 3);
        var model = new ToyModel(Steps, 0.7, knowsItsEnd);
        using var run = new CheckpointExecutor(model, schedule, new RunOptions { Progress = told });
        run.RunForward();
        var middle = told.Latest;
        var actions = schedule.ToList();
        Assert.Equal((Steps, Steps, Steps), (middle.Steps, middle.Forward, middle.Adjoint));
        Assert.Equal(actions.FindIndex(action => action is EndForward) + 1, middle.Actions);
        Assert.Equal(actions.Count, middle.ActionCount);
        Assert.Equal(new EndForward(), middle.Now);
        Assert.Equal([new LevelContents(Storage.Ram, 2, 48), new LevelContents(Storage.Disk, 3, 72)], middle.Levels);
        Assert.True(middle.Remaining > TimeSpan.Zero);
        Assert.InRange(middle.Fraction!.Value, 0.1, 0.9);
        Assert.StartsWith($"adjoint at 60 of 60, action {middle.Actions} of {actions.Count}: ", middle.ToString());
        Assert.EndsWith("; RAM: 2, 48 B; DISK: 3, 72 B", middle.ToString());

        run.RunReverse();
        var end = told.Latest;
        Assert.Equal((actions.Count, actions.Count, 0L), (end.Actions, end.ActionCount, end.Adjoint));
        Assert.Equal((1.0, TimeSpan.Zero), (end.Fraction, end.Remaining));
        Assert.Equal(new EndReverse(), end.Now);
        Assert.All(end.Levels, level => Assert.Equal((0L, 0L), (level.Checkpoints, level.Bytes)));
        Assert.True(middle.Elapsed <= end.Elapsed);
    }

    [Theory]
    [InlineData(5, 1_500, "forward at 0, action 0; 5.0 s, 10.0 s left; RAM: 1, 1.5 KB; LEVEL2: 2, 3.0 KB")]
    [InlineData(119, 2_000_000, "forward at 0, action 0; 119.0 s, 4.0 min left; RAM: 1, 2.0 MB; LEVEL2: 2, 4.0 MB")]
    [InlineData(9000, 600_000_000, "forward at 0, action 0; 2.5 h, 5.0 h left; RAM: 1, 600.0 MB; LEVEL2: 2, 1.2 GB")]
    public void Times_and_sizes_are_in_units_that_one_can_read(double seconds, long bytes, string text) =>
        Assert.Equal(
            text,
            new RunProgress(0, 0, 0, null, TimeSpan.FromSeconds(seconds))
            {
                Forward = 0,
                Remaining = TimeSpan.FromSeconds(2 * seconds),
                Levels = [new(Storage.Ram, 1, bytes), new((Storage)2, 2, 2 * bytes)],
            }.ToString()
        );

    /// <summary>A schedule of unknown length can predict nothing before the end is found.</summary>
    [Fact]
    public void What_is_not_known_is_not_said()
    {
        var told = new Listener();
        using var source = new CancellationTokenSource();
        var model = new ToyModel(Steps, 0.7, knowsItsEnd: false);
        model.OnStep = n =>
        {
            if (n == 11)
                source.Cancel();
        };
        var schedule = CheckpointSchedule.TwoLevel(7, 2, Storage.Ram);
        using var run = new CheckpointExecutor(model, schedule, new RunOptions { Progress = told, Slice = 1 });
        Assert.Throws<OperationCanceledException>(() => run.Run(source.Token));
        model.OnStep = null;
        run.RunForward();
        Assert.Equal(Steps, told.Latest.Steps);
        Assert.True(told.Latest.Remaining > TimeSpan.Zero);
        run.RunReverse();
        Assert.Equal((1.0, TimeSpan.Zero), (told.Latest.Fraction, told.Latest.Remaining));
        Assert.Equal(told.Latest.Actions, told.Latest.ActionCount);

        using var stream = new CheckpointExecutor(
            new ToyModel(Steps, 0.7),
            schedule.WithSteps(Steps).ToList(),
            schedule.WithSteps(Steps).RefereeOptions,
            new RunOptions { Progress = told }
        );
        stream.RunForward();
        Assert.Equal((null, null, null), (told.Latest.Fraction, told.Latest.Remaining, told.Latest.ActionCount));
    }

    /// <summary>However short it is since it was told last: nobody would know what goes on until
    /// that has ended.</summary>
    [Fact]
    public void An_action_that_will_take_long_is_told_as_it_begins()
    {
        var told = new Listener();
        var seen = new List<long>();
        var model = new Slow
        {
            Goes = n0 => seen.AddRange(told.All.Any(one => one.Now is Forward now && now.N0 == n0) ? [n0] : []),
        };
        using var run = new CheckpointExecutor(
            model,
            CheckpointSchedule.PeriodicDisk(100),
            new RunOptions { Progress = told }
        );
        run.RunForward();
        // The first has to show how long a step takes.
        Assert.Equal([100, 200], seen.Where(n0 => n0 > 0));
    }

    [Fact]
    public void Each_gradient_of_a_loop_is_told_from_its_beginning()
    {
        var told = new Listener();
        var pond = new Loop.Pond();
        using var loop = new GradientLoop(
            pond.Model,
            CheckpointSchedule.Revolve(Loop.Pond.Steps, 3),
            pond.Control,
            pond.Value,
            pond.Gradient,
            new RunOptions { Progress = told }
        );
        for (var index = 0; index < 3; index++)
        {
            told.All.Clear();
            loop.Evaluate(Loop.Pond.At(index));
            Assert.Equal((1.0, TimeSpan.Zero), (told.Latest.Fraction, told.Latest.Remaining));
            Assert.Equal(told.Latest.ActionCount, told.Latest.Actions);
            Assert.All(told.All, progress => Assert.InRange(progress.Fraction!.Value, 0, 1));
        }
    }

    [Fact]
    public void A_run_says_itself_where_it_stands()
    {
        using var run = new CheckpointExecutor(new ToyModel(Steps, 0.7), CheckpointSchedule.Revolve(Steps, 3));
        Assert.Equal("revolve, 60 steps; forward at 0", $"{run}");
        run.RunForward();
        Assert.Equal("revolve, 60 steps; forward at 60, adjoint at 60", $"{run}");
        run.RunReverse();
        Assert.Equal("revolve, 60 steps; complete", $"{run}");
    }

    private sealed class Listener : IProgress<RunProgress>
    {
        public List<RunProgress> All { get; } = [];

        public RunProgress Latest => All[^1];

        public void Report(RunProgress value) => All.Add(value);
    }

    /// <summary>Each range takes longer than the time between two reports.</summary>
    private sealed class Slow() : IdleModel(300)
    {
        public required Action<long> Goes { get; init; }

        public override long Advance(long n0, long n1)
        {
            Goes(n0);
            Thread.Sleep(150);
            return n1;
        }
    }
}
