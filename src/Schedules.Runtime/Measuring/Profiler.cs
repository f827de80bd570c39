using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Counts and times what a run does, where it is done.</summary>
internal sealed class Profiler
{
    private record struct Counter(long Actions, long Count, long Bytes, long Ticks);

    private readonly Dictionary<Storage, Counter[]> levels = [];
    private readonly Counter[] steps = new Counter[4];
    private readonly Stopwatch elapsed = new();
    private (Storage Level, Counter[]? Counters) latest;

    /// <summary>When the activity before has ended, if the next one follows at
    /// once; else 0.</summary>
    private long ended;

    public TimeSpan Elapsed => elapsed.Elapsed;

    public long ForwardSteps => steps[0].Count + steps[1].Count;

    public long ReversedSteps => steps[2].Count;

    /// <summary>Time of a forward step on the average, by the stopwatch; 0 before
    /// the first.</summary>
    public double ForwardTicks => (double)(steps[0].Ticks + steps[1].Ticks) / Math.Max(1, ForwardSteps);

    /// <summary>The same of an adjoint step.</summary>
    public double ReverseTicks => (double)steps[2].Ticks / Math.Max(1, ReversedSteps);

    /// <summary>Whether an activity begins when the one before it has ended, so that the clock is
    /// asked once for both: where nobody else does anything between actions, but for the model,
    /// which <see cref="Break"/> is for.</summary>
    public bool Chains { get; set; }

    public void Start()
    {
        Break();
        elapsed.Start();
    }

    public void Stop() => elapsed.Stop();

    /// <summary>All of it, as it is now.</summary>
    /// <param name="length">The number of steps, once known.</param>
    /// <param name="stores">What the stores have taken, the fastest level first.</param>
    /// <param name="predicted">What was predicted of the run; null if nothing was.</param>
    public RunProfile Snapshot(
        long? length,
        IReadOnlyList<(Storage Level, TrafficTimes Times)> stores,
        Counts? predicted
    )
    {
        var entries = new List<ProfileEntry>();
        Add(entries, ProfileKind.Advance, predicted?.ForwardSteps - predicted?.RecordedSteps);
        Add(entries, ProfileKind.Record, predicted?.RecordedSteps);
        Add(entries, ProfileKind.Reverse, predicted?.ReversedSteps);
        Add(entries, ProfileKind.Check, null);
        var waiting = 0L;
        foreach (var (storage, times) in stores)
        {
            var counts = predicted?.On(storage);
            waiting += times.Waiting;
            Add(entries, ProfileKind.Write, storage, counts?.Writes, times.Write, times.Dropped, times.Writes);
            Add(entries, ProfileKind.Read, storage, counts?.Reads, times.Read, times.Served, times.Reads);
            Add(entries, ProfileKind.Delete, storage, counts?.Deletes, times.Delete, times.Dropped);
        }

        return new RunProfile(entries, length, Elapsed, Stopwatch.GetElapsedTime(0, waiting));
    }

    private void Add(List<ProfileEntry> entries, ProfileKind kind, long? predicted)
    {
        var (actions, count, bytes, ticks) = steps[(int)kind];
        if (actions > 0)
            entries.Add(new(kind, null, actions, count, predicted, bytes, Stopwatch.GetElapsedTime(0, ticks), default));
    }

    private void Add(
        List<ProfileEntry> entries,
        ProfileKind kind,
        Storage level,
        long? predicted,
        long inStore,
        long spared,
        long? done = null
    )
    {
        if (!levels.TryGetValue(level, out var tallies) || tallies[kind - ProfileKind.Write].Count == 0)
            return;
        var (actions, count, bytes, ticks) = tallies[kind - ProfileKind.Write];
        entries.Add(
            new(
                kind,
                level,
                actions,
                count,
                predicted,
                bytes,
                Stopwatch.GetElapsedTime(0, ticks),
                Stopwatch.GetElapsedTime(0, inStore),
                spared
            )
            {
                Done = done ?? count - spared,
            }
        );
    }

    /// <summary>An activity begins: when, by the stopwatch.</summary>
    public long Begin() => ended != 0 ? ended : Stopwatch.GetTimestamp();

    /// <summary>An activity has ended: its ticks of the stopwatch.</summary>
    public long End(long since)
    {
        var now = Stopwatch.GetTimestamp();
        ended = Chains ? now : 0;
        return now - since;
    }

    /// <summary>Something is done that is no activity.</summary>
    public void Break() => ended = 0;

    /// <summary>An action of the forward or of the adjoint begins.</summary>
    public void AddAction(ProfileKind kind) => steps[(int)kind].Actions++;

    /// <summary>A checksum has been made.</summary>
    public void AddCheck(long ticks)
    {
        ref var tally = ref steps[(int)ProfileKind.Check];
        tally.Actions++;
        tally.Count++;
        tally.Ticks += ticks;
    }

    /// <summary>The forward or the adjoint has gone over steps.</summary>
    public void AddSteps(ProfileKind kind, long count, long ticks)
    {
        ref var tally = ref steps[(int)kind];
        tally.Count += count;
        tally.Ticks += ticks;
        Telemetry.Steps(kind, count);
    }

    /// <summary>More time has been spent on what a level was asked for.</summary>
    public void AddTime(ProfileKind kind, Storage level, long ticks) => Of(kind, level).Ticks += ticks;

    /// <summary>A level has been asked to write, read or delete a checkpoint.</summary>
    public void AddTraffic(ProfileKind kind, Storage level, long bytes, long ticks)
    {
        ref var tally = ref Of(kind, level);
        tally.Actions++;
        tally.Count++;
        tally.Bytes += bytes;
        tally.Ticks += ticks;
        Telemetry.Traffic(kind, level, bytes);
    }

    private ref Counter Of(ProfileKind kind, Storage level)
    {
        // One action mostly asks for the level of the one before.
        if (latest.Level != level || latest.Counters is null)
        {
            if (!levels.TryGetValue(level, out var counters))
                levels[level] = counters = new Counter[3];
            latest = (level, counters);
        }

        return ref latest.Counters[kind - ProfileKind.Write];
    }
}
