using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>
/// The least makespan of any schedule, by looking at all that a calculation can do: a shortest path
/// over its states (Dijkstra). It knows no recurrence, no policy and no structure of schedules; it
/// is for few steps, to judge what claims to be optimal.
/// </summary>
public static class ExhaustiveSearch
{
    /// <summary>The most steps.</summary>
    public const int MaxSteps = 15;

    /// <summary>The most levels.</summary>
    public const int MaxLevels = 4;

    /// <summary>The least makespan of one adjoint calculation, where levels keep restart data, each
    /// slot those of one step, WORK has the dependencies of one step, and everything takes its time
    /// one after another.</summary>
    /// <param name="steps">The number of steps, 1 to <see cref="MaxSteps"/>: time and memory grow with it as powers of 2, for
    /// each level.</param>
    /// <param name="slots">Slots of each level, RAM first, at least 0; 1 to <see cref="MaxLevels"/> levels.</param>
    /// <param name="costs">Costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <returns>Infinity if it cannot be done: several steps, and no slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static double LeastMakespan(int steps, IReadOnlyList<int> slots, CostModel? costs = null)
    {
        ArgumentNullException.ThrowIfNull(slots);
        Within(steps, 1, MaxSteps, nameof(steps));
        Within(slots.Count, 1, MaxLevels, nameof(slots));
        foreach (var count in slots)
            Within(count, 0, int.MaxValue, nameof(slots));
        var moves = new SearchMoves(steps, [.. slots], costs ?? CostModel.Standard);
        var settled = new HashSet<SearchState>();
        var best = new Dictionary<SearchState, double> { [moves.Start] = 0 };
        var queue = new PriorityQueue<SearchState, double>([(moves.Start, 0)]);
        while (queue.TryDequeue(out var state, out var cost))
        {
            if (state.Adjoint == 0)
                return cost;
            if (!settled.Add(state))
                continue;
            foreach (var (price, next) in moves.From(state))
                if (!best.TryGetValue(next, out var known) || cost + price < known)
                    queue.Enqueue(next, best[next] = cost + price);
        }

        return double.PositiveInfinity;
    }

    /// <summary>The least time of one adjoint calculation, where a channel writes to and
    /// reads from disk beside the computation, one transfer at a time. A step takes a unit of
    /// time forward, and one recorded and reversed. A transfer needs its slot in RAM as long
    /// as it goes on.</summary>
    /// <param name="steps">The number of steps, 1 to <see cref="MaxSteps"/>.</param>
    /// <param name="slotsInRam">Slots in RAM, those of transfers included, at least 0; the disk has as many as are asked for.</param>
    /// <param name="transfer">Units of time that a transfer takes, at least 1.</param>
    /// <returns>Null if it cannot be done: several steps, and no slot.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static int? LeastOverlapped(int steps, int slotsInRam, int transfer)
    {
        Within(steps, 1, MaxSteps, nameof(steps));
        Within(slotsInRam, 0, int.MaxValue, nameof(slotsInRam));
        Within(transfer, 1, int.MaxValue, nameof(transfer));
        return new OverlappedSearch(slotsInRam, transfer).Run(steps);
    }

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed: from {least} to {most}");
    }
}
