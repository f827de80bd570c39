using Schedules.Interop;
using Schedules.Runtime.Tests.Victim;

namespace Schedules.Runtime.Tests;

/// <summary>A schedule of each family, for any number of steps.</summary>
public static class Families
{
    public static IReadOnlyDictionary<string, Func<long, CheckpointSchedule>> All => SampleSchedules.All;

    public static TheoryData<string> Names => [.. All.Keys];
}
