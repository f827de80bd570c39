using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Counts and times what a run does, where it is done.</summary>
internal sealed class Profiler
{
    internal record struct Tally(long Actions, long Count, long Bytes, long Ticks);

    private readonly Dictionary<Storage, Tally[]> levels = [];
    private readonly Tally[] steps = new Tally[3];
    private readonly Stopwatch elapsed = new();

    public TimeSpan Elapsed => elapsed.Elapsed;

    public long ForwardSteps => steps[0].Count + steps[1].Count;

    public long RecordedSteps => steps[1].Count;

    public long ReversedSteps => steps[2].Count;

    public IEnumerable<Storage> Levels => levels.Keys.Order();

    public void Start() => elapsed.Start();

    public void Stop() => elapsed.Stop();

    public Tally Of(ProfileKind kind) => steps[(int)kind];

    public Tally Of(ProfileKind kind, Storage level) => levels[level][kind - ProfileKind.Write];

    /// <summary>An action of the forward or of the adjoint begins.</summary>
    public void Begin(ProfileKind kind) => steps[(int)kind].Actions++;

    public void Steps(ProfileKind kind, long count, long ticks)
    {
        ref var tally = ref steps[(int)kind];
        tally.Count += count;
        tally.Ticks += ticks;
        Telemetry.Steps(kind, count);
    }

    public void Time(ProfileKind kind, Storage level, long ticks) => levels[level][kind - ProfileKind.Write].Ticks += ticks;

    public void Traffic(ProfileKind kind, Storage level, long bytes, long ticks)
    {
        if (!levels.TryGetValue(level, out var tallies))
            levels[level] = tallies = new Tally[3];
        ref var tally = ref tallies[kind - ProfileKind.Write];
        tally.Actions++;
        tally.Count++;
        tally.Bytes += bytes;
        tally.Ticks += ticks;
        Telemetry.Traffic(kind, level, bytes);
    }
}
