namespace Schedules.Interleavings;

/// <summary>Which of the threads that can go on does, and what is picked else.</summary>
internal abstract class Strategy
{
    /// <summary>Whether threads are also interleaved where a monitor is left, which shows what is
    /// shared without one.</summary>
    public virtual bool StopsAtExit => false;

    /// <summary>The index of the thread that goes on.</summary>
    /// <param name="able">At least two; the first is the one that runs, if it can go on.</param>
    /// <param name="stays">Whether it can: another one is then a preemption.</param>
    public abstract int Choose(IReadOnlyList<Strand> able, bool stays);

    /// <summary>A number from 0.</summary>
    public abstract int Pick(int count);
}

/// <summary>All schedules with so many preemptions at most, one after another: that of
/// <see cref="Next"/> each.</summary>
internal sealed class DepthFirst(int preemptions) : Strategy
{
    private readonly record struct Node(int Options, int Chosen, bool Costs, int Spent);

    private readonly List<Node> path = [];
    private int depth;
    private int spent;

    public override int Choose(IReadOnlyList<Strand> able, bool stays) => Go(able.Count, stays);

    public override int Pick(int count) => Go(count, false);

    /// <summary>False if there is none left.</summary>
    public bool Next()
    {
        (depth, spent) = (0, 0);
        while (path.Count > 0)
        {
            var last = path[^1];
            path.RemoveAt(path.Count - 1);
            var options = last.Costs && last.Spent >= preemptions ? 1 : last.Options;
            if (last.Chosen + 1 >= options)
                continue;
            path.Add(last with { Chosen = last.Chosen + 1 });
            return true;
        }

        return false;
    }

    private int Go(int options, bool costs)
    {
        if (depth == path.Count)
            path.Add(new(options, 0, costs, spent));
        var node = path[depth++];
        if (node.Options != options || node.Costs != costs)
            throw new InvalidOperationException("the program is not determined by its choices");
        if (costs && node.Chosen > 0)
            spent++;
        return node.Chosen;
    }
}

/// <summary>Any thread, at random: the one that runs goes on as a rule, or hardly ever.</summary>
internal sealed class RandomWalk(int seed) : Strategy
{
    private readonly Random random = new(seed);
    private readonly int stay = seed % 3 * 4;

    public override bool StopsAtExit => true;

    public override int Choose(IReadOnlyList<Strand> able, bool stays) =>
        stays && random.Next(stay + 1) > 0 ? 0 : random.Next(able.Count);

    public override int Pick(int count) => random.Next(count);
}

/// <summary>Threads have random priorities, which change at a few random points: finds what
/// needs few switches, but those at the right places (S. Burckhardt, P. Kothari, M.
/// Musuvathi, S. Nagarakatte, A randomized scheduler with probabilistic guarantees of finding
/// bugs, 2010).</summary>
/// <param name="seed">Of what is random.</param>
/// <param name="changes">How often priorities change.</param>
/// <param name="length">About how many choices there are.</param>
internal sealed class Priorities(int seed, int changes, int length) : Strategy
{
    private readonly Random random = new(seed);
    private readonly Dictionary<int, double> priorities = [];
    private readonly HashSet<int> drops = Drops(new Random(~seed), changes, length);
    private int choice;

    public override bool StopsAtExit => true;

    public override int Choose(IReadOnlyList<Strand> able, bool stays)
    {
        if (drops.Contains(choice++))
            priorities[able[0].Id] = -choice;
        var best = 0;
        for (var i = 1; i < able.Count; i++)
            if (Of(able[i]) > Of(able[best]))
                best = i;
        return best;
    }

    public override int Pick(int count) => random.Next(count);

    private double Of(Strand strand)
    {
        if (!priorities.TryGetValue(strand.Id, out var priority))
            priorities.Add(strand.Id, priority = random.NextDouble());
        return priority;
    }

    private static HashSet<int> Drops(Random random, int changes, int length) =>
        [.. Enumerable.Range(0, changes).Select(_ => random.Next(length))];
}

/// <summary>The choices of before; the first option after them.</summary>
internal sealed class Replay(IReadOnlyList<int> choices, bool stopsAtExit) : Strategy
{
    private int next;

    public override bool StopsAtExit => stopsAtExit;

    public override int Choose(IReadOnlyList<Strand> able, bool stays) => Go(able.Count);

    public override int Pick(int count) => Go(count);

    private int Go(int options) => next < choices.Count ? Math.Min(choices[next++], options - 1) : 0;
}
