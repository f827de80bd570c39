using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Finds the checkpoints that will be read next, and has them read. A schedule is pure, so its future can be asked. What
/// will be written or deleted before it is read is left alone until then, and so is what is read only after the last adjoint
/// calculation that is wanted.
/// </summary>
internal sealed class LookAhead(Levels levels, Judge judge, int window, long? adjoints, CheckpointData data)
{
    /// <summary>The keys that the actions between here and there change, with the index of the last action that does.</summary>
    private readonly Dictionary<(Storage, long), long> changed = [];
    private readonly Queue<(long Index, (Storage, long) Key)> changes = new();
    private CheckpointRun? ahead;
    private long? left = adjoints;
    private long next;
    private bool waiting;

    /// <summary>Looks from here on: `index` is that of the next action of the fork.</summary>
    public void Start(CheckpointRun? fork, long index)
    {
        (ahead, next, waiting) = (fork, index, false);
        changed.Clear();
        changes.Clear();
    }

    /// <summary>The action of this index has been judged, and is about to be carried out: what it changes is not changed
    /// yet.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="current">The action.</param>
    /// <param name="kept">The checkpoint that it names, if it is a Copy or Move.</param>
    public void Pass(long index, in RawAction current, in KeptCheckpoint kept)
    {
        if (ahead is null)
            return;
        // What is needed now comes before what will be.
        if (Reads(current) && levels[current.From] is { Prefetches: true } from)
            from.Prefetch(current.N0, data.Bytes(kept));
        while (changes.TryPeek(out var change) && change.Index < index)
        {
            changes.Dequeue();
            if (changed[change.Key] == change.Index)
                changed.Remove(change.Key);
        }

        while (next - index <= window && (waiting || MoveNext()))
        {
            waiting = true;
            if (next > index && !Fetch(ahead.Raw))
                return;
            if (next >= index)
                Note(ahead.Raw);
            if (IsLast(ahead.Raw.Kind))
            {
                ahead = null;
                return;
            }

            waiting = false;
            next++;
        }
    }

    private bool IsLast(ActionKind kind)
    {
        if (kind == ActionKind.EndReverse)
            left--;
        return left <= 0 && kind is (ActionKind.EndForward or ActionKind.EndReverse);
    }

    private bool MoveNext() => !ahead!.AwaitsLength && ahead.MoveNext();

    /// <summary>Has read what the action reads; false if that has to be tried again later.</summary>
    private bool Fetch(in RawAction action)
    {
        if (!Reads(action))
            return true;
        var level = levels[action.From];
        return !level.Prefetches
            || !changed.ContainsKey((action.From, action.N0))
                && judge.TryFind(action.From, action.N0, out var kept)
                && level.Prefetch(action.N0, data.Bytes(kept));
    }

    private static bool Reads(in RawAction action) =>
        action.Kind is ActionKind.Copy or ActionKind.Move && action.To != Storage.None;

    private void Note(in RawAction action)
    {
        if (action.Kind is ActionKind.Move)
            Note(action.From, action.N0);
        if (action.Kind is ActionKind.Copy or ActionKind.Move || action.WriteIcs || action.WriteAdjDeps)
            Note(action.To, action.N0);
    }

    private void Note(Storage storage, long step)
    {
        if (storage < 0 || !levels[storage].Prefetches)
            return;
        changed[(storage, step)] = next;
        changes.Enqueue((next, (storage, step)));
    }
}
