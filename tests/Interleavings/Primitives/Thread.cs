using Schedules.Interleavings;

namespace System.Threading;

/// <summary>Under control.</summary>
public sealed class Thread(Action work)
{
    private Strand? strand;

    public bool IsBackground { get; set; }

    public string Name { get; set; } = "thread";

    public bool IsAlive => strand is { } started && started.Blocked != Blocked.Ended;

    public void Start() => strand = Interleaving.Current!.Start(Name, work);

    public void UnsafeStart() => Start();

    public void Join() => Interleaving.Current!.Join(strand!);

    /// <summary>No time passes.</summary>
    public bool Join(TimeSpan time)
    {
        Join();
        return true;
    }

    public static void Sleep(TimeSpan time) => Interleaving.Point("sleep");

    public static void Sleep(int milliseconds) => Interleaving.Point("sleep");

    public static void SpinWait(int iterations) => Interleaving.Point("spin");
}
