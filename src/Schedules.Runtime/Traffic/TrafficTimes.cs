namespace Schedules.Runtime;

/// <summary>Traffic of a level: ticks of the stopwatch that its store took, that the caller waited
/// for it, and that the longest job took; writes and reads that its store has carried out; reads that
/// a buffer has served, and writes that were dropped with their deletion.</summary>
internal record struct TrafficTimes(
    long Write,
    long Read,
    long Delete,
    long Waiting,
    long Longest,
    long Writes,
    long Reads,
    long Served,
    long Dropped
);
