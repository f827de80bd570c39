using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>Time to wait for a store that does not come back: without end, until the run is to
/// stop, and then so long.</summary>
/// <param name="time">The time.</param>
internal sealed class Patience(TimeSpan time)
{
    /// <summary>How often what waits looks whether the run is to stop, which
    /// wakes nobody.</summary>
    public static readonly TimeSpan LookAround = TimeSpan.FromMilliseconds(100);

    private readonly object sleeping = new();

    /// <summary>The time.</summary>
    public TimeSpan Time => time;

    /// <summary>Is cancelled when the run is to stop. Caller.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Caller: waits so long, or until the run is to stop.</summary>
    public void Sleep(TimeSpan delay)
    {
        var since = Stopwatch.GetTimestamp();
        while (
            delay - Stopwatch.GetElapsedTime(since) is var left
            && left > TimeSpan.Zero
            && !Cancellation.IsCancellationRequested
        )
            lock (sleeping)
                Monitor.Wait(sleeping, left < LookAround ? left : LookAround);
    }
}
