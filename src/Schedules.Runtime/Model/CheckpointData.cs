using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Layout of the data of a model in a checkpoint: the restart data, if any, then the
/// dependencies of one step after the other. What the model writes or reads is compared with the
/// sizes that it gives.</summary>
internal sealed class CheckpointData(IAdjointModel model)
{
    public long Bytes(in KeptCheckpoint kept) => Bytes(kept.Step, kept.HasRestartData, kept.DependenciesEnd);

    /// <summary>Bytes of a checkpoint.</summary>
    /// <exception cref="NotSupportedException">They are more than a store takes, or the model has
    /// no bytes for dependencies.</exception>
    public long Bytes(long step, bool restarts, long dependenciesEnd)
    {
        const long Most = Runtime.Bytes.Most;
        var bytes = restarts ? RestartBytes(step) : 0;
        for (var n = step; n < dependenciesEnd && bytes <= Most; n++)
            bytes += Math.Min(DependencyBytes(n), Most + 1);
        return bytes <= Most
            ? bytes
            : throw new NotSupportedException(
                $"the checkpoint of step {step} has {bytes} bytes or more; one checkpoint may have up to {Most}"
            );
    }

    public void WriteRestart(long step, LargeSpan target)
    {
        var writer = new ByteWriter(target, DataPart.Restart(step));
        model.WriteRestart(step, ref writer);
        writer.End();
    }

    public void WriteDependencies(long step, long dependenciesEnd, LargeSpan target)
    {
        for (var n = step; n < dependenciesEnd; n++)
        {
            var bytes = DependencyBytes(n);
            var writer = new ByteWriter(target.Slice(0, bytes), DataPart.Dependencies(n));
            model.WriteDependencies(n, ref writer);
            writer.End();
            target = target.Slice(bytes);
        }
    }

    public void Read(in KeptCheckpoint kept, ReadOnlyLargeSpan source)
    {
        if (kept.HasRestartData)
        {
            var bytes = RestartBytes(kept.Step);
            var reader = new ByteReader(source.Slice(0, bytes), DataPart.Restart(kept.Step));
            model.ReadRestart(kept.Step, ref reader);
            reader.End();
            source = source.Slice(bytes);
        }

        for (var n = kept.Step; n < kept.DependenciesEnd; n++)
        {
            var bytes = DependencyBytes(n);
            var reader = new ByteReader(source.Slice(0, bytes), DataPart.Dependencies(n));
            model.ReadDependencies(n, ref reader);
            reader.End();
            source = source.Slice(bytes);
        }
    }

    private long RestartBytes(long step) => AtLeastOne(model.RestartBytes(step), DataPart.Restart(step));

    private long DependencyBytes(long step)
    {
        var bytes = model.DependencyBytes(step);
        return bytes != 0
            ? AtLeastOne(bytes, DataPart.Dependencies(step))
            : throw new NotSupportedException(
                "the schedule keeps adjoint dependencies, for which the model has no bytes: give a schedule that does not, or "
                    + $"implement DependencyBytes, WriteDependencies and ReadDependencies of {nameof(IAdjointModel)}"
            );
    }

    private static long AtLeastOne(long bytes, DataPart part) =>
        bytes >= 1
            ? bytes
            : throw new InvalidOperationException($"{part.Size} of step {part.Step} is {bytes}; allowed: at least 1");
}
