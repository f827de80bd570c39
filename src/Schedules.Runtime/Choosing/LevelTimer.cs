using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Writes and reads checkpoints of a model where a run would have them, and takes the
/// time.</summary>
/// <param name="model">The model.</param>
/// <param name="data">Its data as they are in checkpoints.</param>
/// <param name="levels">The levels, without workers.</param>
internal sealed class LevelTimer(IAdjointModel model, CheckpointData data, Levels levels)
{
    private const int Samples = 4;
    private const double LongSeconds = 1;
    private long sequence;

    /// <summary>What was measured on a level.</summary>
    /// <param name="Bytes">Bytes that the store was given.</param>
    /// <param name="Write">Seconds of a write: in memory with what the model takes to write there.</param>
    /// <param name="Read">Seconds of a read.</param>
    /// <param name="Copy">Seconds of the computing thread for both, beside the store.</param>
    public readonly record struct Sample(long Bytes, double Write, double Read, double Copy);

    /// <summary>Restart data of the step at whose start the forward stands: it stands
    /// there afterwards.</summary>
    public Sample Restart(Storage level, long step) =>
        Middle(
            level,
            new(step, CheckpointKind.Restart, step, sequence++, Level: level, Precision: data.Precision),
            target => data.WriteRestart(target.Level, target.Label, data.RestartBytes(step))
        );

    /// <summary>Dependencies of a step, which are in WORK, and are afterwards.</summary>
    public Sample Dependencies(Storage level, long step) =>
        Middle(
            level,
            new(step, CheckpointKind.Dependencies, step + 1, sequence++, Level: level, Precision: data.Precision),
            target => data.Write(target.Level, target.Label, default, data.Measure(step, 0, step + 1))
        );

    /// <summary>The median of a few, of which the first is not counted; one, if
    /// that is long.</summary>
    private Sample Middle(Storage level, CheckpointLabel label, Func<(ILevel Level, CheckpointLabel Label), long> write)
    {
        var samples = new List<Sample>();
        while (samples.Count < Samples && (samples.Count == 0 || samples[0].Write + samples[0].Read < LongSeconds))
            samples.Add(Once(levels[level], label, write));
        var later = samples.Skip(samples.Count > 1 ? 1 : 0).ToList();
        return new(
            later[0].Bytes,
            Middle(later.Select(sample => sample.Write)),
            Middle(later.Select(sample => sample.Read)),
            Middle(later.Select(sample => sample.Copy))
        );
    }

    private Sample Once(ILevel level, CheckpointLabel label, Func<(ILevel Level, CheckpointLabel Label), long> write)
    {
        var before = level.Times;
        var since = Stopwatch.GetTimestamp();
        var bytes = write((level, label));
        level.Commit();
        var written = Stopwatch.GetElapsedTime(since).TotalSeconds;
        var isRestart = label.Kind == CheckpointKind.Restart;
        if (!isRestart)
            model.ClearDependencies();
        since = Stopwatch.GetTimestamp();
        data.Read(
            new KeptCheckpoint(label.Level, label.Step, isRestart, label.DependenciesEnd),
            level.Fetch(label.Step)
        );
        level.Release(label.Step);
        var read = Stopwatch.GetElapsedTime(since).TotalSeconds;
        level.Delete(label.Step);
        if (level.IsInPlace)
            return new(bytes, written, read, 0);
        var times = level.Times;
        var (store, back) = (Seconds(times.Write - before.Write), Seconds(times.Read - before.Read));
        return new(bytes, store, back, Math.Max(0, written - store + read - back));
    }

    private static double Seconds(long ticks) => Stopwatch.GetElapsedTime(0, ticks).TotalSeconds;

    private static double Middle(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
