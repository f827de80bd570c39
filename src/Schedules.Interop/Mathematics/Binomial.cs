using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// Binomial checkpointing on one level in closed form: Griewank and Walther (2000), doi
/// 10.1145/347837.347846. l is a number of steps, 1 to 10^18; s a number of slots, the one of the
/// initial state included, from 1 (from 0 if l = 1). Exact, without tables.
/// </summary>
public static class Binomial
{
    /// <summary>β(s, t) = C(s + t, s): the most steps that s slots reverse with no step repeated
    /// more than t times.</summary>
    /// <param name="s">Slots; β is 0 for a negative number.</param>
    /// <param name="t">Repetitions; β is 0 for a negative number.</param>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is beyond ±10^18.</exception>
    public static long Beta(long s, long t) => Map.Value(Core.Binomial.beta(s, t));

    /// <summary>The repetition number: how often the most repeated step is advanced over without
    /// recording.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="s">Slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long Repetition(long l, long s) => Map.Value(Core.Binomial.repetition(l, s));

    /// <summary>t(l, s): the fewest forward steps that do not record.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="s">Slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public static long ExtraSteps(long l, long s) => Map.Value(Core.Binomial.extraSteps(l, s));

    /// <summary>l + t(l, s): the fewest forward steps in all.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="s">Slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public static long TotalSteps(long l, long s) => Map.Value(Core.Binomial.totalSteps(l, s));

    /// <summary>First advance of a trajectory.</summary>
    /// <param name="l">Steps, at least 2.</param>
    /// <param name="s">Slots, at least 1.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long Advance(long l, long s, Trajectory trajectory = Trajectory.Largest) =>
        Map.Value(Core.Binomial.advance(Map.Trajectory(trajectory), l, s));

    /// <summary>The first and the last of the optimal first advances: all between them are
    /// optimal too.</summary>
    /// <param name="l">Steps, at least 2.</param>
    /// <param name="s">Slots, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static (long First, long Last) Advances(long l, long s) => Map.Value(Core.Binomial.advances(l, s));

    /// <summary>β(s, r): the longest calculation for slots and repetitions.</summary>
    /// <param name="s">Slots, at least 1.</param>
    /// <param name="r">Repetitions, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public static long Longest(long s, long r) => Map.Value(Core.Sizing.longest(s, r));

    /// <summary>The fewest slots with which no step is repeated more than so many times.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="r">Repetitions, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long SlotsForRepetition(long l, long r) => Map.Value(Core.Sizing.slotsForRepetition(l, r));

    /// <summary>The fewest slots with which no more than so many forward steps do
    /// not record.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="extra">Forward steps, at least l - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long SlotsForExtraSteps(long l, long extra) => Map.Value(Core.Sizing.slotsForExtraSteps(l, extra));

    /// <summary>The fewest slots s with β(s, s) ≥ l: slots and repetitions grow alike, a little
    /// faster than log₄ l.</summary>
    /// <param name="l">Steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long BalancedSlots(long l) => Map.Value(Core.Sizing.balanced(l));

    /// <summary>The expense ratio t(l, s) / l.</summary>
    /// <param name="l">Steps.</param>
    /// <param name="s">Slots.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static double Expense(long l, long s) => Map.Value(Core.Sizing.expense(l, s));

    /// <summary>Slots for each of several windows of a trajectory, that together take the fewest
    /// forward steps that do not record.</summary>
    /// <param name="lengths">Steps of each window, at least one window, 1 to 10^18 each.</param>
    /// <param name="slots">Slots for all of them, up to 2^14: one for each window of more than one step at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IReadOnlyList<int> Windows(IReadOnlyList<long> lengths, int slots)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        return Map.Value(Core.Sizing.windows(ListModule.OfSeq(lengths), slots));
    }
}
