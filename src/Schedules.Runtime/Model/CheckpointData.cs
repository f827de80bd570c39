using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>How the data of a model lie in a checkpoint: the restart data, if any, then the dependencies of one step after the
/// other.</summary>
internal sealed class CheckpointData(IAdjointModel model)
{
    public int Bytes(in KeptCheckpoint kept) => Bytes(kept.Step, kept.HasRestartData, kept.DependenciesEnd);

    public int Bytes(long step, bool restarts, long dependenciesEnd)
    {
        var bytes =
            (restarts ? model.RestartBytes : 0)
            + (Int128)(dependenciesEnd - step) * (dependenciesEnd > step ? model.DependencyBytes : 0);
        return bytes <= Array.MaxLength
            ? (int)bytes
            : throw new NotSupportedException(
                $"the checkpoint of step {step} has {bytes} bytes; one checkpoint may have up to {Array.MaxLength}"
            );
    }

    public void WriteRestart(long step, Span<byte> target) => model.WriteRestart(step, target);

    public void WriteDependencies(long step, long dependenciesEnd, Span<byte> target)
    {
        var bytes = model.DependencyBytes;
        for (var n = step; n < dependenciesEnd; n++)
            model.WriteDependencies(n, target.Slice((int)(n - step) * bytes, bytes));
    }

    public void Read(in KeptCheckpoint kept, ReadOnlySpan<byte> source)
    {
        if (kept.HasRestartData)
        {
            model.ReadRestart(kept.Step, source[..model.RestartBytes]);
            source = source[model.RestartBytes..];
        }

        var bytes = model.DependencyBytes;
        for (var n = kept.Step; n < kept.DependenciesEnd; n++)
            model.ReadDependencies(n, source.Slice((int)(n - kept.Step) * bytes, bytes));
    }
}
