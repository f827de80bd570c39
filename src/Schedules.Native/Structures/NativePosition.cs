using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>schedules_position of schedules.h: 40 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativePosition
{
    public long N;
    public long R;
    public long MaxN;
    public int IsRunning;
    public int IsExhausted;
    public int AwaitsLength;
    public int Reserved;

    public static NativePosition Of(CheckpointRun run) =>
        new()
        {
            N = run.N ?? -1,
            R = run.MaxN is null ? 0 : run.R,
            MaxN = run.MaxN ?? -1,
            IsRunning = run.IsRunning ? 1 : 0,
            IsExhausted = run.IsExhausted ? 1 : 0,
            AwaitsLength = run.AwaitsLength ? 1 : 0,
        };
}
