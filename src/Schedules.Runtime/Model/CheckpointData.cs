using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>How the data of a model lie in a checkpoint: the restart data, if any, then the
/// dependencies of one step after the other. What the model writes or reads is compared with the
/// sizes that it gives.</summary>
internal sealed class CheckpointData(IAdjointModel model)
{
    public int Bytes(in KeptCheckpoint kept) => Bytes(kept.Step, kept.HasRestartData, kept.DependenciesEnd);

    /// <summary>Bytes of a checkpoint.</summary>
    /// <exception cref="NotSupportedException">They are more than a store takes, or the model has
    /// no bytes for dependencies.</exception>
    public int Bytes(long step, bool restarts, long dependenciesEnd)
    {
        var bytes = restarts ? RestartBytes(step) : 0;
        for (var n = step; n < dependenciesEnd && bytes <= Array.MaxLength; n++)
            bytes += DependencyBytes(n);
        return bytes <= Array.MaxLength
            ? (int)bytes
            : throw new NotSupportedException(
                $"the checkpoint of step {step} has {bytes} bytes or more; one checkpoint may have up to {Array.MaxLength}"
            );
    }

    public void WriteRestart(long step, Span<byte> target)
    {
        var writer = new ByteWriter(target, DataPart.Restart(step));
        model.WriteRestart(step, ref writer);
        writer.End();
    }

    public void WriteDependencies(long step, long dependenciesEnd, Span<byte> target)
    {
        for (var n = step; n < dependenciesEnd; n++)
        {
            var bytes = (int)DependencyBytes(n);
            var writer = new ByteWriter(target[..bytes], DataPart.Dependencies(n));
            model.WriteDependencies(n, ref writer);
            writer.End();
            target = target[bytes..];
        }
    }

    public void Read(in KeptCheckpoint kept, ReadOnlySpan<byte> source)
    {
        if (kept.HasRestartData)
        {
            var bytes = (int)RestartBytes(kept.Step);
            var reader = new ByteReader(source[..bytes], DataPart.Restart(kept.Step));
            model.ReadRestart(kept.Step, ref reader);
            reader.End();
            source = source[bytes..];
        }

        for (var n = kept.Step; n < kept.DependenciesEnd; n++)
        {
            var bytes = (int)DependencyBytes(n);
            var reader = new ByteReader(source[..bytes], DataPart.Dependencies(n));
            model.ReadDependencies(n, ref reader);
            reader.End();
            source = source[bytes..];
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
