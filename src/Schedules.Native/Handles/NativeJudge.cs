using Schedules.Interop;

namespace Schedules.Native;

/// <summary>A referee that steps along with a solver.</summary>
internal sealed class NativeJudge(Judge judge)
{
    public Judge Judge { get; } = judge;
}
