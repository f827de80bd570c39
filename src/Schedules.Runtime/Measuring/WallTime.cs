using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>What a run has carried out, for its wall time on a machine.</summary>
/// <param name="schedule">Its schedule, whose length is known.</param>
/// <param name="adjoints">The adjoint calculations that were wanted.</param>
/// <param name="options">Its options.</param>
internal sealed class WallTime(CheckpointSchedule schedule, long adjoints, RunOptions options)
{
    private const int MostLookAhead = 1 << 20;
    private readonly int buffers = options.Buffers;
    private readonly int lookAhead = options.LookAhead;
    private readonly bool isOverlapped = options.Overlap;

    /// <summary>The machine that was given; null if none was.</summary>
    public Machine? Machine { get; } = options.Machine;

    /// <summary>The wall time on a machine, with the buffers of the run.</summary>
    public TimeSpan On(Machine machine) =>
        TimeSpan.FromSeconds(schedule.Time(WithBuffers(machine), adjoints, isOverlapped).Seconds);

    /// <summary>When each action begins on a machine, with the buffers of the run, and when all is
    /// over, in seconds.</summary>
    public IEnumerable<double> Starts(Machine machine) => schedule.Starts(WithBuffers(machine), adjoints, isOverlapped);

    private Machine WithBuffers(Machine machine) =>
        machine with
        {
            Buffers = buffers,
            LookAhead = Math.Min(lookAhead, MostLookAhead),
        };
}
