using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>The generators that the laws use, for laws of your own.</summary>
public static class Generators
{
    // Exact in binary, so that sums are exact in any order.
    private static readonly double[] CostValues = [0, 0.125, 0.5, 1, 2, 3, 6];

    /// <summary>Costs from 0 to 6, exact in binary, in any order of the levels.</summary>
    /// <param name="levels">How many levels have costs of their own, at least 1.</param>
    public static Generator<CostModel> Costs(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        return new(
            random => new(Cost(random), Cost(random), Several(random, levels), Several(random, levels)),
            costs => SmallerCosts(costs, levels)
        );
    }

    /// <summary>Calculations with slots on one level or more, one slot at least in all.</summary>
    /// <param name="maxSteps">The most steps, at least 1.</param>
    /// <param name="maxSlots">The most slots of a level, at least 1.</param>
    /// <param name="maxLevels">The most levels, at least 1.</param>
    public static Generator<Problem> Problems(int maxSteps, int maxSlots = 3, int maxLevels = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSlots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLevels, 1);
        return new(
            random =>
            {
                var levels = random.Next(maxLevels) + 1;
                return new(random.Next(maxSteps) + 1, Slots(random, levels, maxSlots), Costs(levels).Next(random));
            },
            SmallerProblems
        );
    }

    /// <summary>Schedules of all families with all their parameters.</summary>
    /// <param name="maxSteps">The most steps, at least 1.</param>
    public static Generator<ScheduleSpec> Schedules(int maxSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 1);
        return new(random => SpecWords.Next(random, maxSteps), SpecWords.Smaller);
    }

    /// <summary>Streams that are broken in one way.</summary>
    /// <param name="fault">The way.</param>
    /// <param name="maxSteps">The most steps, at least 2.</param>
    public static Generator<BrokenStream> BrokenStreams(StreamFault fault, int maxSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSteps, 2);
        var schedules = Schedules(maxSteps);
        return new(
            random =>
            {
                while (true)
                {
                    var broken = BrokenStream.All(schedules.Next(random), fault).ToList();
                    if (broken.Count > 0)
                        return broken[random.Next(broken.Count)];
                }
            },
            broken => schedules.Shrink(broken.Spec).SelectMany(spec => BrokenStream.All(spec, fault))
        );
    }

    /// <summary>Crashes of a calculation, of which some survivors are lost all the same; a smaller
    /// one has fewer survivors.</summary>
    /// <param name="schedule">The schedule, which has a number of steps.</param>
    /// <param name="durable">The levels that survive.</param>
    public static Generator<InterruptedRun> LossyCrashes(CheckpointSchedule schedule, params Storage[] durable)
    {
        var crashes = Crashes.Every(schedule, durable).ToList();
        return new(
            random =>
            {
                var crash = crashes[random.Next(crashes.Count)];
                return crash with { Survivors = [.. crash.Survivors.Where(_ => random.Next(3) > 0)] };
            },
            crash =>
                crash.Survivors.Select(lost =>
                    crash with
                    {
                        Survivors = [.. crash.Survivors.Where(kept => kept != lost)],
                    }
                )
        );
    }

    /// <summary>Calls of a store, of which some are to be refused.</summary>
    /// <param name="reopens">Whether the store is also closed, and found again.</param>
    /// <param name="fails">Whether the store behind fails in some of them.</param>
    /// <param name="maxCalls">The most calls, at least 1.</param>
    public static Generator<IReadOnlyList<StoreCall>> StoreCalls(
        bool reopens = false,
        bool fails = false,
        int maxCalls = 60
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCalls, 1);
        return new(
            random =>
                [.. Enumerable.Range(0, random.Next(maxCalls) + 1).Select(_ => StoreCall.Next(random, reopens, fails))],
            calls => Smaller.Lists(calls, StoreCall.Smaller)
        );
    }

    internal static double Cost(Random random) => CostValues[random.Next(CostValues.Length)];

    internal static int[] Slots(Random random, int levels, int most)
    {
        int[] slots = [.. Enumerable.Range(0, levels).Select(_ => random.Next(most + 1))];
        if (slots.Sum() == 0)
            slots[random.Next(levels)] = 1;
        return slots;
    }

    private static double[] Several(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Cost(random))];

    private static IEnumerable<Problem> SmallerProblems(Problem problem) =>
        [
            .. Smaller.Numbers(problem.Steps, 1).Select(steps => problem with { Steps = (int)steps }),
            .. Smaller
                .Lists(problem.Slots, slots => Smaller.Numbers(slots).Select(fewer => (int)fewer))
                .Where(slots => slots.Sum() > 0)
                .Select(slots => problem with { Slots = slots }),
            .. SmallerCosts(problem.Costs, problem.Slots.Count).Select(costs => problem with { Costs = costs }),
        ];

    /// <summary>With one cost as usual: 1 for a step, 0 for a write or a read.</summary>
    private static IEnumerable<CostModel> SmallerCosts(CostModel costs, int levels)
    {
        var (write, read) = new Problem(1, new int[levels], costs).OfLevels;
        if (costs.Uf != 1)
            yield return new(1, costs.Ub, write, read);
        if (costs.Ub != 1)
            yield return new(costs.Uf, 1, write, read);
        for (var level = 0; level < levels; level++)
        {
            if (write[level] != 0)
                yield return new(costs.Uf, costs.Ub, [.. write[..level], 0, .. write[(level + 1)..]], read);
            if (read[level] != 0)
                yield return new(costs.Uf, costs.Ub, write, [.. read[..level], 0, .. read[(level + 1)..]]);
        }
    }
}
