using Schedules.Interop;

namespace Schedules.Runtime.Tests;

public sealed class EventTests
{
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Events_see_the_actions_of_the_schedule_in_order_each_before_and_after(string family)
    {
        var schedule = Families.All[family](23);
        var seen = new List<(bool, CheckpointAction)>();
        var options = new RunOptions
        {
            BeforeAction = action => seen.Add((false, action)),
            AfterAction = action => seen.Add((true, action)),
        };
        using var executor = new CheckpointExecutor(new ToyModel(23, 0.7, false), schedule, options);
        executor.Run();
        // An online schedule has Forwards without an end, or past it, either way.
        Assert.Equal(schedule.WithSteps(23).SelectMany(action => new[] { (false, action), (true, action) }), seen);
    }

    [Fact]
    public void Progress_never_goes_back_and_ends_at_one()
    {
        foreach (var (family, make) in Families.All)
        {
            var reports = new Reports();
            var model = new ToyModel(200, 0.7);
            var options = new RunOptions { Progress = reports };
            using var executor = new CheckpointExecutor(model, make(200), options);
            var source = new CancellationTokenSource();
            model.OnStep = _ => source.Cancel();
            executor.RunForward();
            while (executor.Completed == 0)
            {
                try
                {
                    executor.RunReverse(source.Token);
                }
                catch (OperationCanceledException)
                {
                    source = new CancellationTokenSource();
                }
            }

            if (!executor.IsComplete)
                executor.Run();
            Assert.True(reports.Count >= 2);
            Assert.Equal(reports.Select(report => report.Fraction).Order(), reports.Select(report => report.Fraction));
            Assert.Equal(reports.OrderBy(report => report.Actions), reports);
            var (begun, first, last) = (reports[0], reports.First(report => report.Fraction > 0), reports[^1]);
            Assert.Equal((0L, 0L), (begun.Actions, begun.ForwardSteps));
            Assert.True(first.Fraction is > 0 and < 1, family);
            Assert.Equal((1.0, 200L), (last.Fraction, last.ReversedSteps));
            Assert.Equal(executor.Profile.ForwardSteps, last.ForwardSteps);
            Assert.Equal(make(200).WithSteps(200).LongCount(), last.Actions);
        }
    }

    [Fact]
    public void Progress_counts_all_adjoints_that_are_wanted()
    {
        var reports = new Reports();
        using var executor = new CheckpointExecutor(
            new ToyModel(23, 0.7),
            CheckpointSchedule.TwoLevel(7, 2),
            new RunOptions { Progress = reports, Adjoints = 3 }
        );
        double[] ends = [0, 0.4, 0.7, 1];
        for (var adjoint = 1; adjoint <= 3; adjoint++)
        {
            Assert.True(executor.RunReverse());
            Assert.InRange(reports[^1].Fraction!.Value, ends[adjoint - 1], ends[adjoint]);
        }

        Assert.False(executor.RunReverse());
        Assert.Equal(1, reports[^1].Fraction);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("progress")]
    [InlineData("model")]
    [InlineData("stream")]
    [InlineData("store of the model")]
    public void Whoever_throws_breaks_the_run_for_good_and_nothing_is_left(string who)
    {
        using var place = new Place();
        var left = 20;
        void Count(string here)
        {
            if (here == who && left-- == 0)
                throw who == "store of the model"
                    ? new CheckpointStoreException("inner")
                    : new InvalidTimeZoneException();
        }

        IEnumerable<CheckpointAction> Stream()
        {
            foreach (var action in CheckpointSchedule.SingleDisk(true).WithSteps(23))
            {
                Count("stream");
                yield return action;
            }
        }

        var options = new RunOptions
        {
            Directory = place.Path,
            BeforeAction = _ => Count("before"),
            AfterAction = _ => Count("after"),
            Progress = new Throwing(() =>
            {
                left = 0;
                Count("progress");
            }),
        };
        var model = new ToyModel(23, 0.7)
        {
            OnStep = _ =>
            {
                Count("model");
                Count("store of the model");
            },
        };
        using var executor = new CheckpointExecutor(model, Stream(), new RefereeOptions { Steps = 23 }, options);
        var error = Assert.ThrowsAny<Exception>(() => executor.Run());
        Assert.True(error is InvalidTimeZoneException or CheckpointStoreException { Message: "inner" });
        var second = Assert.Throws<InvalidOperationException>(() => executor.Run());
        Assert.Contains("cannot go on", second.Message);
    }

    [Fact]
    public void A_run_cannot_be_started_or_ended_from_within()
    {
        foreach (var end in (bool[])[true, false])
        {
            CheckpointExecutor executor = null!;
            var options = new RunOptions
            {
                BeforeAction = _ =>
                {
                    if (end)
                        executor.Dispose();
                    else
                        executor.Run();
                },
            };
            using (executor = new CheckpointExecutor(new ToyModel(9, 1), CheckpointSchedule.SingleMemory(), options))
                Assert.Throws<InvalidOperationException>(() => executor.Run());
        }
    }

    private sealed class Reports : List<RunProgress>, IProgress<RunProgress>
    {
        public void Report(RunProgress value) => Add(value);
    }

    private sealed class Throwing(Action act) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => act();
    }
}
