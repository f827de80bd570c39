namespace Schedules.Runtime;

/// <summary>Ticks of the stopwatch that a store took, and that the caller waited for it.</summary>
internal record struct TrafficTimes(long Write, long Read, long Delete, long Waiting);
