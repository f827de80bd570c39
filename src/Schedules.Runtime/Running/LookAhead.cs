using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Finds the checkpoints that will be read next, and has them read. A schedule is pure, so its future can be asked. What
/// will be written or deleted before it is read is left alone until then.
/// </summary>
internal sealed class LookAhead(Levels levels, Judge judge, int window, Func<KeptCheckpoint, int> bytes)
{
    /// <summary>The keys that the actions between here and there change, with the index of the last action that does.</summary>
    private readonly Dictionary<(Storage, long), long> changed = [];
    private readonly Queue<(long Index, (Storage, long) Key)> changes = new();
    private CheckpointRun? ahead;
    private long next;
    private bool waiting;

    /// <summary>Looks from here on: `index` is that of the next action of the fork.</summary>
    public void Start(CheckpointRun? fork, long index)
    {
        (ahead, next, waiting) = (fork, index, false);
        changed.Clear();
        changes.Clear();
    }

    /// <summary>The action of this index is about to be carried out, and has been judged.</summary>
    public void Pass(long index)
    {
        if (ahead is null)
            return;
        while (changes.TryPeek(out var change) && change.Index <= index)
        {
            changes.Dequeue();
            if (changed[change.Key] == change.Index)
                changed.Remove(change.Key);
        }

        while (next - index <= window && (waiting || MoveNext()))
        {
            waiting = true;
            if (next > index && !Consider(ahead.Raw))
                return;
            waiting = false;
            next++;
        }
    }

    private bool MoveNext() => !ahead!.AwaitsLength && ahead.MoveNext();

    /// <summary>False if it has to be considered again later.</summary>
    private bool Consider(in RawAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Forward when action.WriteIcs || action.WriteAdjDeps:
                Note(action.To, action.N0);
                return true;
            case ActionKind.Copy or ActionKind.Move:
                if (action.To != Storage.None && !Fetch(action.From, action.N0))
                    return false;
                if (action.Kind == ActionKind.Move)
                    Note(action.From, action.N0);
                if (action.To >= 0)
                    Note(action.To, action.N0);
                return true;
            default:
                return true;
        }
    }

    private bool Fetch(Storage from, long step)
    {
        var level = levels[from];
        return !level.Prefetches
            || !changed.ContainsKey((from, step))
                && judge.TryFind(from, step, out var kept)
                && level.Prefetch(step, bytes(kept));
    }

    private void Note(Storage storage, long step)
    {
        if (storage < 0 || !levels[storage].Prefetches)
            return;
        changed[(storage, step)] = next;
        changes.Enqueue((next, (storage, step)));
    }
}
