using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Tells whoever wants to know, about ten times a second, how far a run is.</summary>
internal sealed class ProgressReport(IProgress<RunProgress>? listener, Profiler profiler)
{
    private static readonly long Interval = Stopwatch.Frequency / 10;
    private long last;
    private double predicted;
    private (long Steps, TimeSpan Elapsed) before;

    /// <summary>So many steps are predicted.</summary>
    public void Expect(Counts? counts) =>
        predicted = counts is null ? 0 : (double)counts.ForwardSteps + counts.ReversedSteps;

    /// <summary>The run begins again: what it has done before does not count.</summary>
    public void Restart() => before = (Steps, profiler.Elapsed);

    private long Steps => profiler.ForwardSteps + profiler.ReversedSteps;

    public void Tick(long actions)
    {
        if (listener is not null && Stopwatch.GetTimestamp() - last >= Interval)
            Tell(actions);
    }

    public void Tell(long actions)
    {
        if (listener is null)
            return;
        last = Stopwatch.GetTimestamp();
        double? fraction = predicted > 0 ? Math.Min(1, (Steps - before.Steps) / predicted) : null;
        listener.Report(
            new RunProgress(
                actions,
                profiler.ForwardSteps,
                profiler.ReversedSteps,
                fraction,
                profiler.Elapsed - before.Elapsed
            )
        );
    }
}
