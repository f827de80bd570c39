using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Finds the checkpoints that will be read next, and has them read. A schedule is pure, so its
/// future can be asked. What will be written or deleted before it is read is left alone until then,
/// and so is what is read only after the last adjoint calculation that is wanted.
/// </summary>
/// <param name="fork">A run that stands at the action that is carried out, the given one if there is one; null if what comes cannot be
/// known.</param>
/// <param name="levels">The levels.</param>
/// <param name="judge">Which knows what they hold.</param>
/// <param name="window">How many actions ahead to look.</param>
/// <param name="adjoints">The adjoint calculations that are wanted; null for all that there are.</param>
internal sealed class Prefetcher(
    Func<CheckpointRun?, CheckpointRun?> fork,
    Levels levels,
    Judge judge,
    int window,
    long? adjoints
)
{
    /// <summary>The keys that the actions between here and there change, with the index of the last
    /// action that does.</summary>
    private readonly Dictionary<(Storage, long), long> changed = [];
    private readonly Queue<(long Index, (Storage, long) Key)> changes = new();
    private CheckpointRun? ahead;
    private CheckpointRun? spare;
    private long? left;
    private long next;
    private bool waiting;
    private bool done;

    /// <summary>What comes is known only now: the number of steps has been told, or the schedule
    /// begins again.</summary>
    public void Restart()
    {
        (spare, ahead, waiting, done) = (ahead ?? spare, null, false, false);
        changed.Clear();
        changes.Clear();
    }

    /// <summary>The action of this index has been judged, and is about to be carried out: what it
    /// changes is not changed yet.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="current">The action.</param>
    public void OnActionStarting(long index, in RawAction current)
    {
        // While the end is not known the future has none, and nothing of it is read.
        if (done || !levels.ReadAhead || judge.Steps is null || (ahead is null && !StartAfter(index, current)))
            return;
        // What is needed now comes before what will be.
        if (Reads(current) && levels.Find(current.From) is { ReadsAhead: true } from)
            from.TryPrefetch(current.N0);
        while (changes.TryPeek(out var change) && change.Index < index)
        {
            changes.Dequeue();
            if (changed.TryGetValue(change.Key, out var last) && last == change.Index)
                changed.Remove(change.Key);
        }

        while (next - index <= window && (waiting || MoveNext(ahead!)))
        {
            waiting = true;
            if (next > index && !TryFetch(ahead!.Raw))
                return;
            if (next >= index)
                Note(ahead!.Raw, next);
            done = IsLast(ahead!.Raw.Kind);
            if (done)
                return;

            waiting = false;
            next++;
        }
    }

    /// <summary>From the action after this one. Before there is a level that is read ahead there is
    /// nothing to look for.</summary>
    private bool StartAfter(long index, in RawAction current)
    {
        ahead = fork(spare);
        next = index + 1;
        left = adjoints - judge.Completed;
        done = ahead is null || (left <= 0 && !judge.IsInForwardPass);
        Note(current, index);
        return !done;
    }

    private bool IsLast(ActionKind kind)
    {
        if (kind == ActionKind.EndReverse)
            left--;
        return left <= 0 && kind is (ActionKind.EndForward or ActionKind.EndReverse);
    }

    private static bool MoveNext(CheckpointRun run) => !run.AwaitsLength && run.MoveNext();

    /// <summary>Has read what the action reads; false if that has to be tried
    /// again later.</summary>
    private bool TryFetch(in RawAction action)
    {
        if (!Reads(action))
            return true;
        // A level that has not been opened will be written before it is read.
        if (levels.Find(action.From) is not { } level)
            return false;
        return !level.ReadsAhead
            || !changed.ContainsKey((action.From, action.N0))
                && judge.TryFind(action.From, action.N0, out _)
                && level.TryPrefetch(action.N0);
    }

    private static bool Reads(in RawAction action) =>
        action.Kind is ActionKind.Copy or ActionKind.Move && action.To != Storage.None;

    private void Note(in RawAction action, long index)
    {
        if (action.Kind is ActionKind.Move)
            Note(action.From, action.N0, index);
        if (action.Kind is ActionKind.Copy or ActionKind.Move || action.WriteIcs || action.WriteAdjDeps)
            Note(action.To, action.N0, index);
    }

    private void Note(Storage storage, long step, long index)
    {
        if (storage < 0 || levels.Find(storage) is { ReadsAhead: false })
            return;
        changed[(storage, step)] = index;
        changes.Enqueue((index, (storage, step)));
    }
}
