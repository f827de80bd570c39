namespace Schedules.Interleavings;

/// <summary>
/// One schedule of a program. Its threads are real ones and run one at a time; at each point
/// (before a monitor is entered, at whatever a store, a model or a file does, at the start and end
/// of a thread) a strategy says which of those that can go on does. Between two points a thread is
/// alone, so that the choices alone determine what happens. If none can go on, that is a deadlock;
/// no time passes but virtual time, so a limited wait is as one without a limit.
/// </summary>
/// <param name="strategy">Which makes the choices.</param>
/// <param name="trace">Is told what happens; null if nobody wants to know.</param>
internal sealed partial class Interleaving(Strategy strategy, List<string>? trace = null)
{
    /// <summary>No program of these tests has so many points, unless it goes in circles.</summary>
    private const int MostPoints = 100_000;

    [ThreadStatic]
    private static Strand? here;

    private readonly List<Strand> strands = [];
    private readonly List<Strand> able = [];
    private readonly Strategy strategy = strategy;
    private string? failure;
    private int points;

    /// <summary>The one that the calling thread is of; null if it is of none.</summary>
    public static Interleaving? Current => here?.Of;

    /// <summary>Whether the calling thread is the first of a program.</summary>
    public static bool IsOnCaller => here is { Id: 0 };

    /// <summary>All choices made, in their order.</summary>
    public List<int> Choices { get; } = [];

    /// <summary>The fault that is there; null for none.</summary>
    public string? Fault { get; init; }

    /// <summary>Changes of files so far.</summary>
    public int FileChanges { get; set; }

    /// <summary>Virtual seconds from the start: they pass only where all threads wait, and some
    /// <see cref="Sleep"/>.</summary>
    public double Now { get; private set; }

    /// <summary>Called at each point, before it is chosen who goes on.</summary>
    public Action? AtPoint { get; set; }

    /// <summary>Runs a program to its end, and to that of its threads.</summary>
    /// <returns>What went wrong; null if nothing did.</returns>
    public string? Run(Action program)
    {
        var outer = here;
        var main = new Strand(this, 0, "caller");
        strands.Add(main);
        here = main;
        try
        {
            program();
            foreach (var strand in strands.ToArray())
                if (strand != main)
                    Join(strand);
        }
        catch (Stopped) { }
        catch (Exception wrong)
        {
            failure ??= $"the program fails: {wrong}";
        }

        main.Blocked = Blocked.Ended;
        foreach (var strand in strands)
            while (strand.Blocked != Blocked.Ended)
            {
                strand.GiveTurn();
                main.AwaitTurn();
            }

        here = outer;
        return failure;
    }

    /// <summary>Something that must not be: all threads are stopped.</summary>
    public static void Fail(string what)
    {
        if (Current is not { } current)
            throw new InvalidOperationException(what);
        current.failure ??= $"{here!.Name}: {what}";
        throw new Stopped();
    }

    /// <summary>A choice that is not one of threads: a number from 0.</summary>
    public static int Pick(int count, string what)
    {
        var current = Current!;
        var picked = current.strategy.Pick(count);
        current.Choices.Add(picked);
        current.Tell($"{what}: {picked}");
        return picked;
    }

    /// <summary>Another thread may go on here.</summary>
    public static void Point(string what, long step = -1) => Current?.PointHere(what, step);

    /// <summary>The calling thread takes so many virtual seconds for something.</summary>
    public static void Sleep(string what, double seconds)
    {
        if (Current is not { } current)
            return;
        (here!.Blocked, here.Wakes) = (Blocked.UntilTime, current.Now + seconds);
        current.PointHere(what);
    }

    /// <summary>Starts a thread.</summary>
    public Strand Start(string name, Action work)
    {
        var strand = new Strand(this, strands.Count, name);
        strands.Add(strand);
        Carrier.Carry(() => Live(strand, work));
        PointHere("start");
        return strand;
    }

    public void Join(Strand strand)
    {
        (here!.Blocked, here.Awaited) = (Blocked.UntilEnded, strand);
        PointHere($"join {strand.Name}");
    }

    private static void Live(Strand strand, Action work)
    {
        var of = strand.Of;
        here = strand;
        strand.AwaitTurn();
        try
        {
            if (of.failure is null)
                work();
        }
        catch (Stopped) { }
        catch (Exception wrong)
        {
            // As it would end the process.
            of.failure ??= $"nobody catches what is thrown on {strand.Name}: {wrong}";
        }

        here = null;
        (strand.Blocked, strand.Place) = (Blocked.Ended, "has ended");
        of.PassOn(strand);
    }

    /// <summary>A thread has ended: another goes on.</summary>
    private void PassOn(Strand ended)
    {
        try
        {
            if (failure is null)
            {
                Next(ended).GiveTurn();
                return;
            }
        }
        catch (Stopped) { }

        // The first one stops the others when it has come to its own end.
        strands[0].GiveTurn();
    }

    private void PointHere(string what, long step = -1)
    {
        if (failure is not null)
            throw new Stopped();
        var me = here!;
        me.Place = what;
        Tell(step < 0 ? what : $"{what} {step}");
        if (++points > MostPoints)
            Fail($"does not come to an end within {MostPoints} points");
        AtPoint?.Invoke();
        var next = Next(me);
        if (next != me)
        {
            next.GiveTurn();
            me.AwaitTurn();
            if (failure is not null)
                throw new Stopped();
            Tell("goes on");
        }

        me.Blocked = Blocked.No;
    }

    private Strand Next(Strand me)
    {
        able.Clear();
        var stays = me.CanGoOn;
        if (stays)
            able.Add(me);
        foreach (var strand in strands)
            if (strand != me && strand.CanGoOn)
                able.Add(strand);
        if (able.Count == 0 && strands.Where(s => s.Blocked == Blocked.UntilTime).MinBy(s => s.Wakes) is { } first)
        {
            (Now, first.Blocked) = (first.Wakes, Blocked.No);
            able.Add(first);
        }

        if (able.Count == 0)
        {
            failure ??=
                "deadlock: " + string.Join("; ", strands.Select(strand => $"{strand.Name} stands at {strand.Place}"));
            throw new Stopped();
        }

        if (able.Count == 1)
            return able[0];
        var chosen = strategy.Choose(able, stays);
        Choices.Add(chosen);
        return able[chosen];
    }

    private void Tell(string what) => trace?.Add($"{here?.Name}: {what}");

    /// <summary>Ends a thread whose program has failed; not to be caught but by what catches
    /// everything, and thrown again at the next point.</summary>
    private sealed class Stopped : Exception;
}
