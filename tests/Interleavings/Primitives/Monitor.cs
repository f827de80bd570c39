using Schedules.Interleavings;

// The compiler takes a type of the program before one of the framework: so `lock` and all that the
// linked sources do with threads comes here. What is not here yet is not under control;
// ControlTests name it.
namespace System.Threading;

/// <summary>Under control, or of no effect where a finalizer has come to it.</summary>
public static class Monitor
{
    public static void Enter(object monitor, ref bool taken)
    {
        Interleaving.Current?.Enter(monitor);
        taken = true;
    }

    public static void Exit(object monitor) => Interleaving.Current?.Exit(monitor);

    public static bool Wait(object monitor)
    {
        Controlled().Wait(monitor);
        return true;
    }

    /// <summary>No time passes: what only that would end is a deadlock. Who is pulsed has always just
    /// come back because time was up, and may take no pulse for one of its own.</summary>
    public static bool Wait(object monitor, TimeSpan time)
    {
        Wait(monitor);
        return false;
    }

    public static void Pulse(object monitor) => Interleaving.Current?.Pulse(monitor, 1);

    public static void PulseAll(object monitor) => Interleaving.Current?.Pulse(monitor, int.MaxValue);

    private static Interleaving Controlled() =>
        Interleaving.Current ?? throw new InvalidOperationException("outside of an exploration nobody is to wait");
}
