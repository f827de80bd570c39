using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Tells whoever wants to know, about ten times a second, how far a run is.</summary>
internal sealed class ProgressReport(IProgress<RunProgress>? listener, Profiler profiler)
{
    private static readonly long Interval = Stopwatch.Frequency / 10;
    private long last;
    private double predicted;

    /// <summary>So many steps are predicted.</summary>
    public void Expect(Counts? counts) =>
        predicted = counts is null ? 0 : (double)counts.ForwardSteps + counts.ReversedSteps;

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
        double? fraction =
            predicted > 0 ? Math.Min(1, (profiler.ForwardSteps + profiler.ReversedSteps) / predicted) : null;
        listener.Report(
            new RunProgress(actions, profiler.ForwardSteps, profiler.ReversedSteps, fraction, profiler.Elapsed)
        );
    }
}
