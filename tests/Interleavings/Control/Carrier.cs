using System.Collections.Concurrent;

namespace Schedules.Interleavings;

/// <summary>A real thread, for one thread of a program after another: to start one takes as long as
/// a whole schedule.</summary>
internal sealed class Carrier
{
    private static readonly ConcurrentBag<Carrier> Idle = [];

    private readonly SemaphoreSlim given = new(0);
    private Action? work;

    private Carrier() => Task.Factory.StartNew(Loop, TaskCreationOptions.LongRunning);

    /// <summary>Has work done by a thread that has nothing else to do.</summary>
    public static void Carry(Action work)
    {
        if (!Idle.TryTake(out var carrier))
            carrier = new Carrier();
        carrier.work = work;
        carrier.given.Release();
    }

    private void Loop()
    {
        while (true)
        {
            given.Wait();
            work!();
            Idle.Add(this);
        }
    }
}
