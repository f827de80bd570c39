using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Counts and times of a run so far: a value, that does not change as
/// the run goes on.</summary>
public sealed record RunProfile
{
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

    /// <summary>Steps that the forward has advanced over, recording or not.</summary>
    public long ForwardSteps => Count(ProfileKind.Advance) + Count(ProfileKind.Record);

    /// <summary>Those of them that recorded adjoint dependencies.</summary>
    public long RecordedSteps => Count(ProfileKind.Record);

    /// <summary>Steps that the adjoint has gone back over.</summary>
    public long ReversedSteps => Count(ProfileKind.Reverse);

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

    /// <summary>A table for people.</summary>
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
            entry.StoreTime.TotalSeconds / Math.Max(1, entry.Count - entry.Spared),
            entry.Time.TotalSeconds / Math.Max(1, entry.Count)
        );

    private double Average(ProfileKind kind, Storage? level) => Find(kind, level) is { } entry ? Average(entry) : 0;

    private long Count(ProfileKind kind) => Find(kind)?.Count ?? 0;
}
