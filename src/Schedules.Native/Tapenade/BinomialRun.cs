namespace Schedules.Native;

/// <summary>One loop of Tapenade's: its snapshots are a stack, and it goes a step
/// at a time.</summary>
/// <param name="words">A family, and what is given of its parameters.</param>
/// <param name="length">The number of steps.</param>
/// <param name="slots">Snapshots at a time.</param>
/// <param name="first">The number of the first step.</param>
internal sealed class BinomialRun(string words, long length, long slots, long first)
{
    private readonly Stack<long> snapshots = new();
    private RestartWalk? walk = length == 0 ? null : new(RestartWalk.Complete(words, length, slots));

    // Of what is left after a resize, the segment that the walk is of: where it starts.
    private long start;

    // After a resize, where the adjoint stands between segments.
    private long adjoint;
    private long position;
    private long end;
    private bool turned;
    private bool resized;

    /// <summary>The next action, and the step that it is about; null if it is over.</summary>
    public (BinomialAction Action, long Step)? Next()
    {
        if (position < end)
            return Of(BinomialAction.Advance, position++);
        for (; ; )
        {
            var next = walk?.Next() ?? new(WalkKind.Done);
            switch (next.Kind)
            {
                case WalkKind.Store:
                    snapshots.Push(start + next.N0);
                    return Of(BinomialAction.PushSnapshot, start + next.N0);
                case WalkKind.Forward:
                    (position, end) = (start + next.N0, start + next.N1);
                    return Of(BinomialAction.Advance, position++);
                case WalkKind.Restore:
                    return Restore(start + next.N0, next.IsLast);
                case WalkKind.Turn:
                    var action = turned ? BinomialAction.Turn : BinomialAction.FirstTurn;
                    turned = true;
                    return Of(action, start + next.N0);
                case WalkKind.Drop:
                    throw new CallException(
                        Status.Range,
                        "the family forgets snapshots that are not on top of the stack"
                    );
                case WalkKind.Done when resized && snapshots.Count > 0:
                    return BeginSegment();
                case WalkKind.Done:
                    return null;
                default:
                    throw new InvalidOperationException($"{next.Kind}");
            }
        }
    }

    /// <summary>The loop has ended where the forward stands: what is left is reversed from each
    /// snapshot to the next, binomially, with the snapshots that are free.</summary>
    /// <exception cref="CallException">The reverse has begun.</exception>
    public void Resize()
    {
        if (turned || resized)
            throw new CallException(Status.State, "adBinomial_resize: the number of steps is known already");
        (resized, walk, end, adjoint) = (true, null, position, position);
    }

    /// <summary>From the latest snapshot to where the adjoint stands.</summary>
    private (BinomialAction, long) BeginSegment()
    {
        start = snapshots.Peek();
        var steps = adjoint - start;
        var free = Math.Max(1, slots - snapshots.Count + 1);
        (position, end, adjoint) = (start, start, start);
        walk = steps == 0 ? null : new(RestartWalk.Complete("revolve", steps, free));
        // A segment of several steps would keep its start: it is kept already.
        if (steps < 2)
            snapshots.Pop();
        else
            walk!.Next();
        return Of(steps < 2 ? BinomialAction.PopSnapshot : BinomialAction.LookSnapshot, start);
    }

    private (BinomialAction, long) Restore(long step, bool isLast)
    {
        if (!snapshots.TryPeek(out var top) || top != step)
            throw new CallException(Status.Range, "the family reads snapshots that are not on top of the stack");
        if (isLast)
            snapshots.Pop();
        return Of(isLast ? BinomialAction.PopSnapshot : BinomialAction.LookSnapshot, step);
    }

    private (BinomialAction, long) Of(BinomialAction action, long step) => (action, first + step);
}
