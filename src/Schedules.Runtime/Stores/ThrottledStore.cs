using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>
/// Makes another store as slow as a device that one wants to know about: a write or read takes at
/// least a latency and the time of its bytes at a bandwidth, with the time that the other store
/// takes counted in. For measurements that can be repeated.
/// </summary>
public sealed class ThrottledStore : ICheckpointStore
{
    // The system wakes a thread a little late: it is asked for less, and the rest is waited for by
    // looking at the clock.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(1);

    private readonly ICheckpointStore inner;
    private readonly double bytesPerSecond;
    private readonly TimeSpan latency;

    /// <summary>Makes a store over another.</summary>
    /// <param name="inner">The other, from now on this one's own: disposed of with it.</param>
    /// <param name="bytesPerSecond">The bandwidth, at least 1; infinite for none that counts.</param>
    /// <param name="latency">What a write or read takes beside, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth or the latency is out of
    /// its range.</exception>
    public ThrottledStore(ICheckpointStore inner, double bytesPerSecond, TimeSpan latency = default)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (!(bytesPerSecond >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(bytesPerSecond), bytesPerSecond, "It is at least 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        (this.inner, this.bytesPerSecond, this.latency) = (inner, bytesPerSecond, latency);
    }

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
    public ICheckpointStore Inner => inner;

    /// <summary>Least duration of a write or read.</summary>
    /// <param name="bytes">Its bytes.</param>
    public TimeSpan Time(long bytes) => latency + TimeSpan.FromSeconds(bytes / bytesPerSecond);

    /// <inheritdoc/>
    public long Length(long step) => inner.Length(step);

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Write(label, data);
        Wait(start, Time(data.Length));
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
    {
        var start = Stopwatch.GetTimestamp();
        inner.Read(step, target);
        Wait(start, Time(target.Length));
    }

    /// <inheritdoc/>
    public void Delete(long step) => inner.Delete(step);

    /// <inheritdoc/>
    public void Flush() => inner.Flush();

    /// <inheritdoc/>
    public void CheckRoom(long bytes) => inner.CheckRoom(bytes);

    /// <inheritdoc/>
    public void Begin(Guid run) => inner.Begin(run);

    /// <inheritdoc/>
    public Survivors Resume(Guid run) => inner.Resume(run);

    /// <summary>Disposes of the other store.</summary>
    public void Dispose() => inner.Dispose();

    private static void Wait(long start, TimeSpan time)
    {
        while (time - Stopwatch.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            if (left > Late + Late)
            {
                Thread.Sleep(left - Late);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
