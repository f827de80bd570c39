using Schedules.Runtime;

namespace Schedules.Mpi.Tests.Ranks;

/// <summary>A store of which one call fails, once.</summary>
internal sealed class FailingStore(ICheckpointStore inner, Happening? failure) : ICheckpointStore
{
    public StoreUsage Usage => inner.Usage;

    public long Length(long step) => inner.Length(step);

    public void Begin(Guid run)
    {
        Call();
        inner.Begin(run);
    }

    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        Call();
        inner.Write(label, data);
    }

    public void Read(long step, LargeSpan target)
    {
        Call();
        inner.Read(step, target);
    }

    public void Delete(long step)
    {
        Call();
        inner.Delete(step);
    }

    public void Dispose() => inner.Dispose();

    private void Call()
    {
        if (failure?.IsNow() == true)
            throw new CheckpointStoreException("the disk is away");
    }
}
