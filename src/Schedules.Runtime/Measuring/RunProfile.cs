using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Counts and times of a run so far: a value, that does not change as
/// the run goes on.</summary>
public sealed record RunProfile
{
    private const long MostActions = 10_000_000;

    internal RunProfile(IReadOnlyList<ProfileEntry> entries, long? steps, TimeSpan elapsed, TimeSpan waiting)
    {
        Entries = entries;
        Steps = steps;
        Elapsed = elapsed;
        Waiting = waiting;
    }

    /// <summary>Times of each activity that there was.</summary>
    public IReadOnlyList<ProfileEntry> Entries { get; }

    /// <summary>The number of steps of the calculation, once known.</summary>
    public long? Steps { get; }

    /// <summary>Time since the run began or was resumed, as long as it was running.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Of that, time that the computation waited for stores that work behind it.</summary>
    public TimeSpan Waiting { get; }

    /// <summary>Ratio and speed of the codecs, of those levels whose stores compress
    /// (<see cref="CompressedStore"/>).</summary>
    public IReadOnlyDictionary<Storage, CompressionUsage> Compression { get; internal init; } =
        new Dictionary<Storage, CompressionUsage>();

    /// <summary>Whether slower levels are written and read behind the computation.</summary>
    internal bool IsOverlapped { get; init; } = true;

    /// <summary>The wall time that can be predicted; null if it cannot.</summary>
    internal WallTime? WallTime { get; init; }

    /// <summary>Steps that the forward has advanced over, recording or not.</summary>
    public long ForwardSteps => Count(ProfileKind.Advance) + Count(ProfileKind.Record);

    /// <summary>Those of them that recorded adjoint dependencies.</summary>
    public long RecordedSteps => Count(ProfileKind.Record);

    /// <summary>Steps that the adjoint has gone back over.</summary>
    public long ReversedSteps => Count(ProfileKind.Reverse);

    /// <summary>All of these, and the checkpoints of each level: those of a run that is complete are
    /// what its schedule predicts.</summary>
    public Counts Counts =>
        new(
            ForwardSteps,
            RecordedSteps,
            ReversedSteps,
            Entries
                .Select(entry => entry.Level)
                .OfType<Storage>()
                .Distinct()
                .ToDictionary(
                    level => level,
                    level => new LevelCounts(
                        Count(ProfileKind.Write, level),
                        Count(ProfileKind.Read, level),
                        Count(ProfileKind.Delete, level)
                    )
                )
        );

    /// <summary>Forward steps for each step of the calculation: 1 if nothing is recomputed; null
    /// while its steps are not known.</summary>
    public double? RecomputationRatio => (double)ForwardSteps / Steps;

    /// <summary>Time spent on an activity; null if it did not occur.</summary>
    /// <param name="kind">The activity.</param>
    /// <param name="level">Of which level, if it is of one.</param>
    public ProfileEntry? Find(ProfileKind kind, Storage? level = null) =>
        Entries.FirstOrDefault(entry => entry.Kind == kind && entry.Level == level);

    /// <summary>Measured costs on the average, in seconds: a schedule made for these costs
    /// suits this model and these stores. What is written is deleted once, which counts as part of
    /// the write. What did not occur costs nothing here.</summary>
    public CostModel MeasuredCosts()
    {
        var deepest = Entries.Max(entry => (int?)entry.Level) ?? 0;
        return new CostModel(
            Average(ProfileKind.Advance, null),
            Average(ProfileKind.Record, null) + Average(ProfileKind.Reverse, null),
            [
                .. Enumerable
                    .Range(0, deepest + 1)
                    .Select(level =>
                        Average(ProfileKind.Write, (Storage)level) + Average(ProfileKind.Delete, (Storage)level)
                    ),
            ],
            [.. Enumerable.Range(0, deepest + 1).Select(level => Average(ProfileKind.Read, (Storage)level))]
        );
    }

    /// <summary>The machine of this run, on the average: the time of checksums belongs to
    /// the forward steps, and all checkpoints are of one size. What did not occur takes no
    /// time here.</summary>
    public Machine MeasuredMachine()
    {
        var check = (Find(ProfileKind.Check)?.Time.TotalSeconds ?? 0) / Math.Max(1, ForwardSteps);
        var record = Average(ProfileKind.Record, null) + check;
        var transfers = Entries.Where(entry => entry.Bytes > 0).ToList();
        var slower = Entries.Where(entry => entry.Level > Storage.Ram).ToList();
        // What is not waiting for a store is copying into and out of its buffers.
        var waiting = IsOverlapped ? Waiting.TotalSeconds : slower.Sum(entry => entry.StoreTime.TotalSeconds);
        var copying = slower.Sum(entry => entry.Time.TotalSeconds) - waiting;
        var copies = slower.Where(entry => entry.Bytes > 0).Sum(entry => entry.Count);
        var bytes = Math.Max(
            1,
            transfers.Sum(entry => (double)entry.Bytes) / Math.Max(1, transfers.Sum(entry => entry.Count))
        );
        return new Machine
        {
            Advance = Find(ProfileKind.Advance) is null ? record : Average(ProfileKind.Advance, null) + check,
            Record = record,
            Reverse = Average(ProfileKind.Reverse, null),
            RestartBytes = bytes,
            DependencyBytes = bytes,
            // Of checkpoints of that size, so that all copies together take the
            // time that they took.
            CopyBandwidth = copying > 0 && copies > 0 ? bytes * copies / copying : double.PositiveInfinity,
            Levels =
            [
                .. Enumerable
                    .Range(0, 1 + Entries.Max(entry => (int?)entry.Level) ?? 1)
                    .Select(level => Speed((Storage)level)),
            ],
        };
    }

    /// <summary>The wall time that is predicted of this run, by a pass over its actions; null while
    /// it is not complete, where it went on with another one, and for a stream of one's
    /// own.</summary>
    /// <param name="machine">The machine; null for <see cref="RunOptions.Machine"/> or, where there is none, the one that the
    /// run has measured (<see cref="MeasuredMachine"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">Names what makes no sense of the
    /// machine.</exception>
    public TimeSpan? PredictedTime(Machine? machine = null) =>
        WallTime?.On(machine ?? WallTime.Machine ?? MeasuredMachine());

    /// <summary>A table for people. What is predicted of the wall time is left out where a pass
    /// over the actions would take long.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "activity", "count", "predicted", "MB", "seconds", "in store", "spared", "each, µs");
        foreach (var entry in Entries)
            Line(
                text,
                Name(entry),
                Text(entry.Count),
                entry.Predicted is { } predicted ? Text(predicted) : "",
                entry.Bytes > 0 ? Text(entry.Bytes / 1e6, 1) : "",
                Text(entry.Time.TotalSeconds, 3),
                entry.StoreTime > TimeSpan.Zero ? Text(entry.StoreTime.TotalSeconds, 3) : "",
                entry.Spared > 0 ? Text(entry.Spared) : "",
                Text(Average(entry) * 1e6, 2)
            );
        Line(text, "all", "", "", "", Text(Elapsed.TotalSeconds, 3), "", "", "");
        if (Waiting > TimeSpan.Zero)
            Line(text, "waited for stores", "", "", "", Text(Waiting.TotalSeconds, 3), "", "", "");
        if (Entries.Sum(entry => entry.Actions) <= MostActions && PredictedTime() is { } wall)
            text.Append(
                CultureInfo.InvariantCulture,
                $"wall time predicted: {wall.TotalSeconds:F3} s; measured: {Elapsed.TotalSeconds:F3} s\n"
            );
        foreach (var (level, usage) in Compression.OrderBy(level => level.Key))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Name(level)} compressed: {100 / usage.Ratio:F1} % of the bytes, MB/s in: {usage.CompressBandwidth / 1e6:F0}, out: {usage.DecompressBandwidth / 1e6:F0}\n"
            );
        if (RecomputationRatio is { } ratio)
            text.Append(CultureInfo.InvariantCulture, $"forward steps for each of {Steps} steps: {ratio:0.###}");
        return text.ToString();
    }

    private static string Name(ProfileEntry entry) =>
        entry.Kind.ToString().ToLowerInvariant() + (entry.Level is { } level ? " " + Name(level) : "");

    private static string Name(Storage level) =>
        level > Storage.Disk ? $"level {(int)level}"
        : level == Storage.Ram ? "RAM"
        : "disk";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string name, params ReadOnlySpan<string> cells)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name, -18}");
        foreach (var cell in cells)
            text.Append(CultureInfo.InvariantCulture, $"{cell, 12}");
        text.Append('\n');
    }

    private static double Average(ProfileEntry entry) =>
        Math.Max(
            entry.StoreTime.TotalSeconds / Math.Max(1, entry.Done),
            entry.Time.TotalSeconds / Math.Max(1, entry.Count)
        );

    /// <summary>Speed of a level, whatever a checkpoint has: what is deleted counts as part of the
    /// writes.</summary>
    private LevelSpeed Speed(Storage level)
    {
        double Seconds(ProfileKind kind) =>
            Find(kind, level) is not { } entry ? 0
            : level == Storage.Ram ? entry.Time.TotalSeconds
            : entry.StoreTime.TotalSeconds;
        long Count(ProfileKind kind) =>
            Find(kind, level) is not { } entry ? 1
            : level == Storage.Ram ? Math.Max(1, entry.Count)
            : Math.Max(1, entry.Done);
        return new(
            (Seconds(ProfileKind.Write) + Seconds(ProfileKind.Delete)) / Count(ProfileKind.Write),
            Seconds(ProfileKind.Read) / Count(ProfileKind.Read)
        );
    }

    private double Average(ProfileKind kind, Storage? level) => Find(kind, level) is { } entry ? Average(entry) : 0;

    private long Count(ProfileKind kind, Storage? level = null) => Find(kind, level)?.Count ?? 0;
}
