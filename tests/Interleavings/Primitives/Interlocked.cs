using Schedules.Interleavings;

namespace System.Threading;

/// <summary>Under control: threads are alone between points, and see what the others
/// have written.</summary>
public static class Interlocked
{
    public static int Increment(ref int location)
    {
        Interleaving.Point("increment");
        return ++location;
    }

    public static int Decrement(ref int location)
    {
        Interleaving.Point("decrement");
        return --location;
    }

    public static int Exchange(ref int location, int value)
    {
        Interleaving.Point("exchange");
        (var before, location) = (location, value);
        return before;
    }

    public static T Exchange<T>(ref T location, T value)
        where T : class?
    {
        Interleaving.Point("exchange");
        (var before, location) = (location, value);
        return before;
    }

    public static T CompareExchange<T>(ref T location, T value, T comparand)
        where T : class?
    {
        Interleaving.Point("compare and exchange");
        var before = location;
        if (ReferenceEquals(before, comparand))
            location = value;
        return before;
    }
}

/// <summary>Under control.</summary>
public static class Volatile
{
    public static int Read(ref readonly int location)
    {
        Interleaving.Point("read");
        return location;
    }

    public static T Read<T>(ref readonly T location)
        where T : class?
    {
        Interleaving.Point("read");
        return location;
    }
}
