namespace Schedules.Runtime;

/// <summary>Time to wait for a store that does not come back: without end, until the run is to
/// stop, and then so long.</summary>
/// <param name="time">The time.</param>
internal sealed class Patience(TimeSpan time)
{
    /// <summary>The time.</summary>
    public TimeSpan Time => time;

    /// <summary>Is cancelled when the run is to stop. Caller.</summary>
    public CancellationToken Cancellation { get; set; }
}
