using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>A machine that was measured.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="KeepsDependencies">Whether the model has bytes for dependencies.</param>
/// <param name="AdjointBytes">Bytes of the adjoint's state; 0 if it is not written.</param>
/// <param name="IsReverseMeasured">Whether the adjoint step was measured, and not set to two forward steps.</param>
/// <param name="Time">Time that measuring took.</param>
internal sealed record MeasuredMachine(
    Machine Machine,
    bool KeepsDependencies,
    long AdjointBytes,
    bool IsReverseMeasured,
    TimeSpan Time
);

/// <summary>Measures what the steps of a model take, and what its checkpoints do where a run would
/// have them; then the model is where it was before.</summary>
/// <param name="model">The model.</param>
/// <param name="steps">Its steps.</param>
/// <param name="budgets">Bytes of each level, RAM first: a level without any is not used.</param>
/// <param name="options">The options of the run.</param>
/// <param name="cancellation">Asked between steps.</param>
internal sealed class MachineMeasurement(
    IAdjointModel model,
    long steps,
    IReadOnlyList<double> budgets,
    RunOptions options,
    CancellationToken cancellation
)
{
    /// <summary>Seconds that the forward may take to the end, where an adjoint step can
    /// be measured.</summary>
    private const double MostForward = 60;

    private readonly StepTimer timer = new(model, steps, cancellation);

    /// <summary>Measures.</summary>
    /// <exception cref="InvalidOperationException">The model cannot be put back.</exception>
    /// <exception cref="CheckpointStoreException">A store fails.</exception>
    public MeasuredMachine Run()
    {
        var since = Stopwatch.GetTimestamp();
        // Before it is changed, it has to say that it can be put back.
        timer.Begin();
        var use = ModelUse.Begin(model);
        try
        {
            using var before = State();
            var measured = Measure();
            timer.Begin();
            using var after = State();
            if (!IsSame(before.Data, after.Data))
                throw StepTimer.CannotBePutBack("its restart data of step 0 are others after BeginForward");
            use.Check();
            return measured with { Time = Stopwatch.GetElapsedTime(since) };
        }
        catch
        {
            model.BeginForward();
            model.ClearDependencies();
            throw;
        }
        finally
        {
            use.Release();
        }
    }

    private MeasuredMachine Measure()
    {
        var (advance, record) = timer.Forward();
        if (timer.At == steps)
            timer.Begin();
        var check = options.CheckReplays && model is IForwardChecksum sums ? StepTimer.Checksum(sums) : 0;
        var (restarts, dependencies, devices) = Stores();
        var reverse =
            (steps - timer.At) * advance <= MostForward
                ? timer.Reverse((long)Math.Min(steps, budgets[0] / Math.Max(1, dependencies ?? restarts)))
                : (double?)null;
        var slower = devices.Skip(1).SelectMany(device => device).ToList();
        var copied = slower.Sum(sample => sample.Copy);
        return new(
            new Machine
            {
                Advance = advance,
                Record = record + check,
                Reverse = reverse ?? 2 * advance,
                RestartBytes = restarts,
                DependencyBytes = dependencies ?? restarts,
                CopyBandwidth = copied > 0 ? 2 * slower.Sum(sample => sample.Bytes) / copied : double.PositiveInfinity,
                Levels =
                [
                    .. devices.Select(Speed).Select(speed => speed with { ReadLatency = speed.ReadLatency + check }),
                ],
                Buffers = options.Buffers,
                LookAhead = options.LookAhead,
            },
            dependencies is not null,
            AutoRun.StateBytes(model),
            reverse is not null,
            default
        );
    }

    /// <summary>Bytes of restart data and of dependencies (null if the model does not write them),
    /// and what was measured on each level.</summary>
    private (long Restart, long? Dependencies, List<LevelTimer.Sample[]> Devices) Stores()
    {
        var directory = options.Journal is { } journal
            ? options.Rank is null
                ? journal.Directory
                : Path.Combine(journal.Directory, options.Rank)
            : null;
        using var data = new CheckpointData(model, options.Precision);
        using var levels = new Levels(
            new StoreTable(options, directory),
            Guid.NewGuid(),
            options with
            {
                Overlap = false,
            }
        );
        var level = new LevelTimer(model, data, levels);
        var (step, writes) = (timer.At, model.DependencyBytes(0) > 0);
        var devices = new List<LevelTimer.Sample[]>();
        for (var index = 0; index < budgets.Count && (index == 0 || budgets[index] > 0); index++)
        {
            levels.Open((Storage)index);
            cancellation.ThrowIfCancellationRequested();
            devices.Add([level.Restart((Storage)index, step)]);
        }

        if (writes)
            timer.Record();
        for (var index = 0; writes && index < devices.Count; index++)
            devices[index] = [.. devices[index], level.Dependencies((Storage)index, step)];
        // After dependencies have been read the forward stands nowhere.
        timer.Begin();
        return (devices[0][0].Bytes, writes ? devices[0][1].Bytes : null, devices);
    }

    /// <summary>Latency and bandwidth by which what was measured takes as long as it did.</summary>
    private static LevelSpeed Speed(LevelTimer.Sample[] samples)
    {
        var (writeLatency, write) = Line([.. samples.Select(sample => (sample.Bytes, sample.Write))]);
        var (readLatency, read) = Line([.. samples.Select(sample => (sample.Bytes, sample.Read))]);
        return new(writeLatency, readLatency, write, read);
    }

    private static (double Latency, double Bandwidth) Line((long Bytes, double Seconds)[] samples)
    {
        var (few, many) = (samples.MinBy(one => one.Bytes), samples.MaxBy(one => one.Bytes));
        // Sizes that are about the same say nothing of latency.
        if (many.Bytes > 1.25 * few.Bytes && many.Seconds > few.Seconds)
        {
            var bandwidth = (many.Bytes - few.Bytes) / (many.Seconds - few.Seconds);
            if (few.Seconds - few.Bytes / bandwidth is var latency and >= 0)
                return (latency, bandwidth);
        }

        var seconds = samples.Sum(one => one.Seconds);
        return (0, seconds > 0 ? samples.Sum(one => one.Bytes) / seconds : double.PositiveInfinity);
    }

    /// <summary>Restart data of step 0, as the model writes them.</summary>
    private DataBuffer State()
    {
        using var data = new CheckpointData(model);
        var buffer = new DataBuffer();
        buffer.Resize(data.RestartBytes(0));
        // A model may leave gaps.
        buffer.Data.Clear();
        data.WriteRestart(0, buffer.Data);
        return buffer;
    }

    private static bool IsSame(ReadOnlyLargeSpan a, ReadOnlyLargeSpan b)
    {
        if (a.Length != b.Length)
            return false;
        while (!a.IsEmpty)
        {
            var part = a.First(Bytes.MostAtOnce);
            if (!part.SequenceEqual(b.First(part.Length)))
                return false;
            a = a.Slice(part.Length);
            b = b.Slice(part.Length);
        }

        return true;
    }
}
