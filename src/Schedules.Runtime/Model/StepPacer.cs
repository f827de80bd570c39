using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>How many steps to ask of a model at a time: few enough that it can be stopped within tens of milliseconds,
/// many enough that asking costs nothing.</summary>
internal struct StepPacer
{
    private static readonly long Short = Stopwatch.Frequency / 200;
    private static readonly long Long = Stopwatch.Frequency / 50;

    private long steps;

    public readonly long Steps => Math.Max(1, steps);

    /// <summary>So many ticks of the stopwatch have been taken by so many steps.</summary>
    public void Took(long ticks, long done)
    {
        if (ticks > Long)
            steps = done / 2;
        else if (ticks < Short && done >= Steps)
            steps = 2 * Math.Min(done, 1L << 40);
    }
}
