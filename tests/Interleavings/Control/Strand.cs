namespace Schedules.Interleavings;

/// <summary>What keeps a thread from going on.</summary>
internal enum Blocked
{
    /// <summary>Nothing.</summary>
    No,

    /// <summary>The monitor is another's.</summary>
    ByOwner,

    /// <summary>It waits to be pulsed.</summary>
    UntilPulsed,

    /// <summary>It waits for a thread to end.</summary>
    UntilEnded,

    /// <summary>It sleeps in virtual time.</summary>
    UntilTime,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A thread of a program under control: it runs only when it is its turn.</summary>
internal sealed class Strand(Interleaving of, int id, string name)
{
    private readonly SemaphoreSlim turn = new(0);

    public Interleaving Of => of;

    public int Id => id;

    public string Name => name;

    /// <summary>Where it stands, for people.</summary>
    public string Place { get; set; } = "begins";

    public Blocked Blocked { get; set; }

    /// <summary>The monitor that it is blocked by or waits for.</summary>
    public Gate? Gate { get; set; }

    /// <summary>The thread that it waits for.</summary>
    public Strand? Awaited { get; set; }

    /// <summary>The virtual time until which it sleeps.</summary>
    public double Wakes { get; set; }

    public bool CanGoOn =>
        Blocked switch
        {
            Blocked.No => true,
            Blocked.ByOwner => Gate!.Owner is null,
            Blocked.UntilEnded => Awaited!.Blocked == Blocked.Ended,
            _ => false,
        };

    public void GiveTurn() => turn.Release();

    public void AwaitTurn() => turn.Wait();
}

/// <summary>A monitor under control.</summary>
internal sealed class Gate
{
    public Strand? Owner { get; set; }

    public int Depth { get; set; }

    /// <summary>In the order in which they came.</summary>
    public List<Strand> Waiting { get; } = [];
}
