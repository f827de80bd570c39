using Schedules.Interop;
using Schedules.Runtime.Tests.Victim;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

/// <summary>A schedule of each family, for any number of steps.</summary>
public static class Families
{
    public static IReadOnlyDictionary<string, Func<long, CheckpointSchedule>> All => SampleSchedules.All;

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>For tests that take long: all of them in a campaign, one of four in a sample of it.</summary>
    public static TheoryData<string> Some => [.. Few];

    public static IEnumerable<string> Few => All.Keys.Where((_, index) => index % Campaign.Of(4, 1) == 0);
}
