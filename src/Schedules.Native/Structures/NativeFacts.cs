using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>schedules_facts of schedules.h: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeFacts
{
    public long Steps;
    public long Period;
    public long Adjoints;
    public int IsOnline;
    public int Levels;

    public static NativeFacts Of(CheckpointSchedule schedule) =>
        new()
        {
            Steps = schedule.Steps ?? -1,
            Period = schedule.Period ?? -1,
            Adjoints = schedule.Adjoints ?? -1,
            IsOnline = schedule.IsOnline ? 1 : 0,
            Levels = schedule.Storages.Max(storage => (int)storage) is >= 0 and var last ? last + 1 : 0,
        };
}
