using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>What a run has carried out, for its wall time on a machine.</summary>
/// <param name="schedule">Its schedule, whose length is known.</param>
/// <param name="adjoints">The adjoint calculations that were wanted.</param>
/// <param name="options">Its options.</param>
internal sealed class WallTime(CheckpointSchedule schedule, long adjoints, RunOptions options)
{
    private readonly int buffers = options.Buffers;
    private readonly int lookAhead = options.LookAhead;

    /// <summary>The machine that was given; null if none was.</summary>
    public Machine? Machine { get; } = options.Machine;

    public bool IsOverlapped { get; } = options.Overlap;

    /// <summary>The wall time on a machine, with the buffers of the run.</summary>
    public TimeSpan On(Machine machine) =>
        TimeSpan.FromSeconds(
            schedule
                .Time(
                    machine with
                    {
                        Buffers = buffers,
                        LookAhead = lookAhead,
                    },
                    Math.Min(schedule.Adjoints ?? long.MaxValue, adjoints),
                    IsOverlapped
                )
                .Seconds
        );
}
