namespace Schedules.Interleavings;

/// <summary>The faults in this directory.</summary>
internal static class Seeded
{
    /// <summary>Whether a fault is there, in the exploration that the calling
    /// thread is of.</summary>
    public static bool Has(string name) => Interleaving.Current?.Fault == name;

    /// <summary>Whether it is there, on another thread than the first.</summary>
    public static bool HasBesideCaller(string name) => Has(name) && !Interleaving.IsOnCaller;
}
