using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Burgers;

namespace Schedules.Samples.Tests;

/// <summary>The live view draws where the run has been.</summary>
public sealed class TimelineViewTests
{
    [Fact]
    public void Forward_goes_down_and_the_adjoint_comes_back()
    {
        var view = new TimelineView(20, 4);
        foreach (var forward in (long[])[0, 2, 4, 6])
            view.Add(new RunProgress { Forward = forward, Steps = 8 });
        foreach (var adjoint in (long[])[8, 6, 4, 2, 0])
            view.Add(
                new RunProgress
                {
                    Forward = adjoint == 4 ? 0 : null,
                    Adjoint = adjoint,
                    Steps = 8,
                }
            );
        Assert.Equal([".     . x", " .     x ", "  .   x  ", "   .xx   "], Rows(view));
    }

    [Fact]
    public void It_is_as_wide_as_it_may_be_however_long_it_takes()
    {
        var view = new TimelineView(16, 3);
        for (var n = 0L; n <= 1000; n++)
        {
            view.Add(new RunProgress { Forward = n, Steps = 1000 });
            Assert.All(Rows(view), row => Assert.InRange(row.Length, 0, 16));
        }

        Assert.Contains(Rows(view), row => row.StartsWith('.'));
        Assert.True(Rows(view)[2].TrimEnd().EndsWith('.'));
    }

    [Fact]
    public void A_run_fills_it()
    {
        var view = new TimelineView(60, 5);
        using var run = new CheckpointExecutor(
            new BurgersModel(50, Controls.Hump(20)),
            CheckpointSchedule.Revolve(50, 3),
            new RunOptions { Progress = new Listener(view.Add) }
        );
        run.RunForward();
        run.RunReverse();
        Assert.Contains("x", view.ToString());
        Assert.Contains("adjoint at 0 of 50, action", view.ToString());
    }

    private static string[] Rows(TimelineView view) => view.ToString().Split('\n')[..^2];

    private sealed class Listener(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
