using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>A Copy or a Move: the checkpoint is read into the model or written to another level; a
/// Move then deletes it.</summary>
internal sealed class CopyOrMoveAction(
    CheckpointData data,
    HandleData handles,
    WorkMemory work,
    Replays replays,
    TimedLevels levels,
    Func<long> sequence
)
{
    private enum Stage
    {
        /// <summary>Nothing has been done.</summary>
        Starting,

        /// <summary>The model or the other level has the data.</summary>
        Copied,

        /// <summary>The level has been asked to delete the checkpoint.</summary>
        Deleted,
    }

    private Stage stage;

    /// <summary>Another Copy or Move is to be carried out.</summary>
    public void Start() => stage = Stage.Starting;

    /// <summary>Carries it out, or what remains of it.</summary>
    /// <param name="action">A Copy or Move that has been judged.</param>
    /// <param name="kept">What the checkpoint holds.</param>
    public void CarryOut(in RawAction action, in KeptCheckpoint kept)
    {
        if (stage == Stage.Starting && action.To != Storage.None)
        {
            if (action.To == Storage.Work)
                Load(action, kept);
            else
                Transfer(action, kept);
            stage = Stage.Copied;
            if (action.To >= 0)
                levels.Commit(action.To);
        }

        if (action.Kind == ActionKind.Move && stage != Stage.Deleted)
        {
            // What takes its place is there before it goes: each level has a queue of its own.
            if (action.To >= 0)
                levels[action.To].Drain();
            stage = Stage.Deleted;
            replays.Delete(action.From, action.N0);
            levels.Delete(action.From, action.N0);
        }
    }

    private void Load(in RawAction action, in KeptCheckpoint kept)
    {
        var since = levels.Begin();
        var from = levels[action.From];
        if (!handles.TryRead(from, kept, out var bytes))
        {
            var source = from.Fetch(kept.Step);
            data.Read(kept, source);
            bytes = source.Length;
            from.Release(kept.Step);
        }

        if (kept.DependenciesEnd > kept.Step)
            work.Fill();
        levels.AddRead(action.From, bytes, since);
        replays.Restore(action.From, kept.Step);
        if (kept.HasRestartData)
            replays.Check(kept.Step);
    }

    private void Transfer(in RawAction action, in KeptCheckpoint kept)
    {
        var since = levels.Begin();
        var from = levels[action.From];
        var source = from.Fetch(kept.Step);
        var bytes = source.Length;
        levels.AddRead(action.From, bytes, since);
        since = levels.Begin();
        var kind =
            (kept.HasRestartData ? CheckpointKind.Restart : 0)
            | (kept.DependenciesEnd > kept.Step ? CheckpointKind.Dependencies : 0);
        var sum = replays.Find(kept.DependenciesEnd);
        var label = new CheckpointLabel(
            kept.Step,
            kind,
            kept.DependenciesEnd,
            sequence(),
            sum,
            action.To,
            data.Precision
        );
        source.CopyTo(levels[action.To].Prepare(label, bytes));
        from.Release(kept.Step);
        replays.Copy(action.From, action.To, kept.Step);
        levels.AddWrite(action.To, bytes, since);
    }
}
