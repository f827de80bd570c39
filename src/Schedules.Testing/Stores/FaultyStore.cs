using Schedules.Runtime;

namespace Schedules.Testing;

/// <summary>A store that fails where it is told to, having changed nothing; for tests of what
/// is over it.</summary>
/// <param name="inner">The store behind it, which is its own from now on.</param>
public sealed class FaultyStore(ICheckpointStore inner) : ICheckpointStore
{
    /// <summary>Whether writes, reads and deletions fail.</summary>
    public bool Fails { get; set; }

    /// <summary>The calls that have failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Whether it has been disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public StoreUsage Usage => inner.Usage;

    /// <inheritdoc/>
    public bool IsDurable => inner.IsDurable;

    /// <inheritdoc/>
    public bool KeepOnDispose
    {
        get => inner.KeepOnDispose;
        set => inner.KeepOnDispose = value;
    }

    /// <inheritdoc/>
    public ICheckpointStore? Inner => inner;

    /// <inheritdoc/>
    public long Length(long step) => inner.Length(step);

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        Fail(label.Step);
        inner.Write(label, data);
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
    {
        Fail(step);
        inner.Read(step, target);
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        Fail(step);
        inner.Delete(step);
    }

    /// <inheritdoc/>
    public void Flush() => inner.Flush();

    /// <inheritdoc/>
    public void CheckRoom(long bytes) => inner.CheckRoom(bytes);

    /// <inheritdoc/>
    public void Begin(Guid run) => inner.Begin(run);

    /// <inheritdoc/>
    public Survivors Resume(Guid run) => inner.Resume(run);

    /// <inheritdoc/>
    public void Dispose()
    {
        IsDisposed = true;
        inner.Dispose();
    }

    private void Fail(long step)
    {
        if (!Fails)
            return;
        Failed++;
        throw new CheckpointStoreException($"the checkpoint of step {step}: a failure for the sake of a test", step);
    }
}
