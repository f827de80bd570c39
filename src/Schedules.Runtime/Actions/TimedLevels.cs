using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The levels as actions use them: what is asked of them is counted, and its
/// time taken.</summary>
internal sealed class TimedLevels(Levels levels, Profiler profiler)
{
    public ILevel this[Storage storage] => levels[storage];

    /// <summary>Something begins that is counted at its end: when, by the stopwatch.</summary>
    public long Begin() => profiler.Begin();

    /// <summary>A checkpoint has been put where its level writes it from.</summary>
    public void AddWrite(Storage level, long bytes, long since) =>
        profiler.AddTraffic(ProfileKind.Write, level, bytes, profiler.End(since));

    /// <summary>A checkpoint has been read.</summary>
    public void AddRead(Storage level, long bytes, long since) =>
        profiler.AddTraffic(ProfileKind.Read, level, bytes, profiler.End(since));

    /// <summary>Has a level write what was prepared.</summary>
    public void Commit(Storage level)
    {
        if (levels[level].IsInPlace)
        {
            levels[level].Commit();
            return;
        }

        var since = profiler.Begin();
        levels[level].Commit();
        profiler.AddTime(ProfileKind.Write, level, profiler.End(since));
    }

    /// <summary>Has a level delete a checkpoint.</summary>
    public void Delete(Storage level, long step)
    {
        // Counted once, though it may fail and be done by a retry.
        profiler.AddTraffic(ProfileKind.Delete, level, 0, 0);
        if (levels[level].IsInPlace)
        {
            levels[level].Delete(step);
            return;
        }

        var since = profiler.Begin();
        levels[level].Delete(step);
        profiler.AddTime(ProfileKind.Delete, level, profiler.End(since));
    }
}
