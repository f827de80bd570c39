using System.Numerics;
using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>Contents of WORK, as far as they decide what can be done.</summary>
internal enum SearchWork
{
    Empty,

    /// <summary>Restart data that were read: until the forward goes on, nothing else can be
    /// read.</summary>
    Restart,

    /// <summary>The dependencies of the step before the adjoint.</summary>
    Dependencies,
}

/// <summary>State of a calculation.</summary>
/// <param name="Forward">Where the forward stands.</param>
/// <param name="Work">What WORK holds.</param>
/// <param name="Adjoint">Where the adjoint stands.</param>
/// <param name="Ended">The forward has been at the end.</param>
/// <param name="Levels">The steps whose restart data each level holds, as bits: 16 for a level.</param>
internal readonly record struct SearchState(sbyte Forward, SearchWork Work, sbyte Adjoint, bool Ended, ulong Levels)
{
    private const int Bits = 16;

    public bool Has(int level, int step) => ((Levels >> ((Bits * level) + step)) & 1) == 1;

    public int Count(int level) => BitOperations.PopCount((Levels >> (Bits * level)) & 0xFFFF);

    public ulong With(int level, int step) => Levels | (1UL << ((Bits * level) + step));

    public ulong Without(int level, int step) => Levels & ~(1UL << ((Bits * level) + step));
}

/// <summary>All that can be done in a state, and what it costs.</summary>
internal sealed class SearchMoves(int steps, int[] slots, CostModel costs)
{
    private readonly double[] write = [.. slots.Select((_, level) => costs.Write((Storage)level))];
    private readonly double[] read = [.. slots.Select((_, level) => costs.Read((Storage)level))];

    public SearchState Start { get; } = new(0, SearchWork.Empty, (sbyte)steps, false, 0);

    public IEnumerable<(double Price, SearchState Next)> From(SearchState state)
    {
        var moves = Steps(state);
        for (var level = 0; level < slots.Length; level++)
        for (var step = 0; step < steps; step++)
            if (state.Has(level, step))
                moves = moves.Concat(Checkpoint(state, level, step));
        return moves;
    }

    /// <summary>A step forward, its start kept on a level or not; the last one recorded, for which
    /// its reversal is paid; reversed.</summary>
    private IEnumerable<(double, SearchState)> Steps(SearchState state)
    {
        if (state.Forward < state.Adjoint)
        {
            var forward = (sbyte)(state.Forward + 1);
            var there = state with
            {
                Forward = forward,
                Work = SearchWork.Empty,
                Ended = state.Ended || forward == steps,
            };
            yield return (costs.Uf, there);
            for (var level = 0; level < slots.Length; level++)
                if (state.Count(level) < slots[level] && !state.Has(level, state.Forward))
                    yield return (costs.Uf + write[level], there with { Levels = state.With(level, state.Forward) });
            if (forward == state.Adjoint)
                yield return (costs.Ub, there with { Work = SearchWork.Dependencies });
        }

        if (state is { Work: SearchWork.Dependencies, Ended: true })
        {
            var adjoint = (sbyte)(state.Adjoint - 1);
            // What is kept of the step serves nothing any more, and is deleted for nothing.
            var left = state;
            for (var level = 0; level < slots.Length; level++)
                left = left with { Levels = left.Without(level, adjoint) };
            yield return (0, left with { Work = SearchWork.Empty, Adjoint = adjoint });
        }
    }

    /// <summary>A checkpoint deleted, read, or copied or moved to another level for a read and
    /// a write.</summary>
    private IEnumerable<(double, SearchState)> Checkpoint(SearchState state, int level, int step)
    {
        yield return (0, state with { Levels = state.Without(level, step) });
        if (state.Work == SearchWork.Empty)
            yield return (read[level], state with { Forward = (sbyte)step, Work = SearchWork.Restart });
        for (var target = 0; target < slots.Length; target++)
            if (target != level && state.Count(target) < slots[target] && !state.Has(target, step))
            {
                var copied = state with { Levels = state.With(target, step) };
                yield return (read[level] + write[target], copied);
                yield return (read[level] + write[target], copied with { Levels = copied.Without(level, step) });
            }
    }
}
