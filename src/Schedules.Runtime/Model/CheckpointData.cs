using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Layout of the data of a model in a checkpoint: the restart data, if any, then the dependencies
/// of one step after the other; before them, if they are more than one part, the bytes of each. The
/// model is asked for sizes where it has the data, and what it writes and reads is compared with
/// them: what it would say elsewhere may be something else.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="precision">Precision of the doubles that levels are given.</param>
internal sealed class CheckpointData(IAdjointModel model, StoredPrecision precision = StoredPrecision.Exact)
    : IDisposable
{
    private readonly RoundedData? rounded = precision == StoredPrecision.Single ? new() : null;

    /// <summary>Doubles of the restart data that were written last.</summary>
    private readonly DoubleRuns? restartDoubles = precision == StoredPrecision.Single ? new() : null;

    /// <summary>The bytes of each part of what is to be written.</summary>
    private readonly List<long> parts = [];

    /// <summary>Bytes of the restart data of the step at whose start the forward stands.</summary>
    /// <exception cref="NotSupportedException">They are more than can be.</exception>
    public long RestartBytes(long step)
    {
        var bytes = AtLeastOne(model.RestartBytes(step), DataPart.Restart(step));
        return bytes <= Runtime.Bytes.Most ? bytes : throw TooLarge(step, bytes);
    }

    /// <summary>Bytes that a checkpoint has if the model stands where it was taken, at the start of
    /// step 0; null if it was taken elsewhere, where they may be others, or doubles are
    /// rounded.</summary>
    public long? BytesAtStart(in KeptCheckpoint kept) =>
        rounded is null && kept is { Step: 0, HasRestartData: true, DependenciesEnd: 0 } ? RestartBytes(0) : null;

    /// <summary>Precision of the doubles that levels are given.</summary>
    public StoredPrecision Precision => precision;

    /// <summary>Has the model write its restart data, as they are.</summary>
    public void WriteRestart(long step, LargeSpan target)
    {
        restartDoubles?.Clear();
        var writer = new ByteWriter(target, DataPart.Restart(step), restartDoubles);
        model.WriteRestart(step, ref writer);
        writer.End();
    }

    /// <summary>Has the model write its restart data to where a level writes them from.</summary>
    /// <param name="level">The level.</param>
    /// <param name="label">What is said of them.</param>
    /// <param name="bytes">How many they are.</param>
    /// <returns>Bytes that the level has been given.</returns>
    public long WriteRestart(ILevel level, in CheckpointLabel label, long bytes)
    {
        if (rounded is null)
        {
            WriteRestart(label.Step, level.Prepare(label, bytes));
            return bytes;
        }

        WriteRestart(label.Step, rounded.Exact(bytes));
        rounded.Doubles.Clear();
        rounded.Doubles.Add(restartDoubles!, 0);
        return rounded.Write(level, label);
    }

    /// <summary>Bytes of a checkpoint with dependencies that are in WORK.</summary>
    /// <param name="step">The step.</param>
    /// <param name="restart">Bytes of the restart data that are in it, too; 0 if none are.</param>
    /// <param name="dependenciesEnd">The end of the dependencies.</param>
    /// <exception cref="NotSupportedException">They are more than can be, or the model has no bytes
    /// for dependencies.</exception>
    public long Measure(long step, long restart, long dependenciesEnd)
    {
        parts.Clear();
        if (restart > 0)
            parts.Add(restart);
        var bytes = restart;
        for (var n = step; n < dependenciesEnd; n++)
        {
            parts.Add(DependencyBytes(n));
            if ((bytes += Math.Min(parts[^1], Runtime.Bytes.Most + 1)) > Runtime.Bytes.Most)
                throw TooLarge(step, bytes);
        }

        return bytes + Head(parts.Count);
    }

    /// <summary>Writes what has been measured to where a level writes it from.</summary>
    /// <param name="level">The level.</param>
    /// <param name="label">What is said of it.</param>
    /// <param name="restart">The restart data that were written last; empty if there are none.</param>
    /// <param name="bytes">As many as were measured.</param>
    /// <returns>Bytes that the level has been given.</returns>
    public long Write(ILevel level, in CheckpointLabel label, ReadOnlyLargeSpan restart, long bytes)
    {
        if (rounded is null)
        {
            Write(label.Step, restart, level.Prepare(label, bytes));
            return bytes;
        }

        rounded.Doubles.Clear();
        if (!restart.IsEmpty)
            rounded.Doubles.Add(restartDoubles!, Head(parts.Count));
        Write(label.Step, restart, rounded.Exact(bytes));
        return rounded.Write(level, label);
    }

    private void Write(long step, ReadOnlyLargeSpan restart, LargeSpan target)
    {
        var length = target.Length;
        if (parts.Count > 1)
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(parts)).CopyTo(target.First(Head(parts.Count)));
        target = target.Slice(Head(parts.Count));
        restart.CopyTo(target);
        target = target.Slice(restart.Length);
        for (var i = restart.IsEmpty ? 0 : 1; i < parts.Count; i++)
        {
            var writer = new ByteWriter(
                target.Slice(0, parts[i]),
                DataPart.Dependencies(step),
                rounded?.Doubles,
                length - target.Length
            );
            model.WriteDependencies(step, ref writer);
            writer.End();
            target = target.Slice(parts[i]);
            step++;
        }
    }

    /// <summary>Has the model read a checkpoint.</summary>
    /// <exception cref="CheckpointStoreException">It is not one that was written for
    /// these steps.</exception>
    public void Read(in KeptCheckpoint kept, ReadOnlyLargeSpan source)
    {
        if (rounded is not null)
            source = rounded.Read(kept.Step, source);
        var count = kept.DependenciesEnd - kept.Step + (kept.HasRestartData ? 1 : 0);
        var sizes = SizesOf(kept.Step, count, ref source);
        if (kept.HasRestartData)
        {
            var reader = new ByteReader(source.Slice(0, sizes[0]), DataPart.Restart(kept.Step));
            model.ReadRestart(kept.Step, ref reader);
            reader.End();
            source = source.Slice(sizes[0]);
            sizes = sizes[1..];
        }

        for (var n = kept.Step; n < kept.DependenciesEnd; n++)
        {
            var reader = new ByteReader(source.Slice(0, sizes[0]), DataPart.Dependencies(n));
            model.ReadDependencies(n, ref reader);
            reader.End();
            source = source.Slice(sizes[0]);
            sizes = sizes[1..];
        }
    }

    public void Dispose() => rounded?.Dispose();

    /// <summary>What is before the parts of a checkpoint.</summary>
    private static int Head(int count) => checked((int)HeadOf(count));

    /// <summary>Bytes before so many parts of a checkpoint.</summary>
    public static long HeadOf(long count) => count > 1 ? count * sizeof(long) : 0;

    /// <summary>The bytes of each part, of which so many come.</summary>
    private ReadOnlySpan<long> SizesOf(long step, long count, ref ReadOnlyLargeSpan source)
    {
        parts.Clear();
        if (count == 1)
            parts.Add(source.Length);
        else
        {
            var reader = new ByteReader(source);
            if (count > source.Length / sizeof(long))
                throw Foreign(step);
            for (var left = source.Length - count * sizeof(long); parts.Count < count; left -= parts[^1])
            {
                parts.Add(reader.Read<long>());
                if (parts[^1] < 1 || parts[^1] > left || (parts.Count == count && parts[^1] < left))
                    throw Foreign(step);
            }

            source = source.Slice(reader.Position);
        }

        return CollectionsMarshal.AsSpan(parts);
    }

    private long DependencyBytes(long step)
    {
        var bytes = model.DependencyBytes(step);
        return bytes != 0 ? AtLeastOne(bytes, DataPart.Dependencies(step)) : throw NoDependencies();
    }

    /// <summary>The schedule keeps dependencies, and the model does not write them.</summary>
    public static NotSupportedException NoDependencies() =>
        new(
            "the schedule keeps adjoint dependencies, for which the model has no bytes: give a schedule that does not, or "
                + $"implement DependencyBytes, WriteDependencies and ReadDependencies of {nameof(IAdjointModel)}"
        );

    private static long AtLeastOne(long bytes, DataPart part) =>
        bytes >= 1
            ? bytes
            : throw new InvalidOperationException($"{part.Size} of step {part.Step} is {bytes}; allowed: at least 1");

    private static NotSupportedException TooLarge(long step, long bytes) =>
        new(
            $"the checkpoint of step {step} has {bytes} bytes or more; one checkpoint may have up to {Runtime.Bytes.Most}"
        );

    private static CheckpointStoreException Foreign(long step) =>
        new($"the checkpoint of step {step} is not as it was written: the bytes of its parts make no sense", step);
}
