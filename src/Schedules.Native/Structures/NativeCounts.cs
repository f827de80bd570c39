using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>schedules_counts of schedules.h: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeCounts
{
    public long ForwardSteps;
    public long RecordedSteps;
    public long ReversedSteps;

    public static NativeCounts Of(Counts counts) =>
        new()
        {
            ForwardSteps = counts.ForwardSteps,
            RecordedSteps = counts.RecordedSteps,
            ReversedSteps = counts.ReversedSteps,
        };
}

/// <summary>schedules_level_counts of schedules.h: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeLevelCounts
{
    public long Writes;
    public long Reads;
    public long Deletes;

    public static NativeLevelCounts Of(LevelCounts counts) =>
        new()
        {
            Writes = counts.Writes,
            Reads = counts.Reads,
            Deletes = counts.Deletes,
        };
}
