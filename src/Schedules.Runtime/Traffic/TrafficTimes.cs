namespace Schedules.Runtime;

/// <summary>Ticks of the stopwatch that a store took, that the caller waited for it, and that the
/// longest job took.</summary>
internal record struct TrafficTimes(long Write, long Read, long Delete, long Waiting, long Longest);
