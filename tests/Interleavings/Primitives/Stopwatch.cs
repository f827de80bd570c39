using Schedules.Interleavings;

namespace System.Diagnostics;

/// <summary>Virtual time, which stands still but where a program lets it pass.</summary>
public sealed class Stopwatch
{
    private long? since;
    private long before;

    public static readonly long Frequency = TimeSpan.TicksPerSecond * 1000;

    public TimeSpan Elapsed => GetElapsedTime(0, before + (since is { } start ? GetTimestamp() - start : 0));

    public static long GetTimestamp() => (long)Math.Round((Interleaving.Current?.Now ?? 0) * Frequency);

    public static TimeSpan GetElapsedTime(long start) => GetElapsedTime(start, GetTimestamp());

    public static TimeSpan GetElapsedTime(long start, long end) => new((end - start) / 1000);

    public void Start() => since ??= GetTimestamp();

    public void Stop() => (before, since) = (before + GetTimestamp() - since ?? before, null);
}
