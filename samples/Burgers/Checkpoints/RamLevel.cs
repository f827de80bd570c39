namespace Schedules.Samples.Burgers;

/// <summary>Checkpoints in memory.</summary>
internal sealed class RamLevel : Level
{
    private readonly Dictionary<long, Checkpoint> checkpoints = [];

    protected override void Keep(long step, Checkpoint checkpoint) => checkpoints.Add(step, checkpoint.Duplicate());

    protected override Checkpoint Fetch(long step) =>
        checkpoints.TryGetValue(step, out var checkpoint) ? checkpoint.Duplicate() : throw Missing(step);

    protected override long Remove(long step) =>
        checkpoints.Remove(step, out var checkpoint) ? checkpoint.Bytes : throw Missing(step);
}
