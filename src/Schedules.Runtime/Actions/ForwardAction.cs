using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// A Forward: restart data are written at its start, the steps are gone over, and dependencies
/// are written at its end. What has both is one checkpoint, which cannot be written before the
/// steps have been recorded.
/// </summary>
internal sealed class ForwardAction(
    ModelSteps steps,
    CheckpointData data,
    HandleData handles,
    WorkMemory work,
    Replays replays,
    TimedLevels levels,
    Profiler profiler,
    Func<long> sequence,
    bool hasDependencies
) : IDisposable
{
    private enum Stage
    {
        /// <summary>Nothing has been done.</summary>
        Starting,

        /// <summary>Restart data have been taken, the model goes over the steps.</summary>
        Advancing,

        /// <summary>The model has gone over the steps.</summary>
        Advanced,

        /// <summary>The level has the dependencies.</summary>
        Written,
    }

    private readonly DataBuffer restart = new();
    private Stage stage;
    private long? ended;

    /// <summary>Whether the store has the data without more ado.</summary>
    private bool isCommitted;

    /// <summary>Another Forward is to be carried out.</summary>
    public void Start(in RawAction action)
    {
        (stage, ended) = (Stage.Starting, null);
        steps.StartRange(action.N0);
    }

    /// <summary>Carries it out, or what remains of it.</summary>
    /// <param name="action">A Forward that has been judged.</param>
    /// <param name="end">Where it is to stop, if that is earlier than its end.</param>
    /// <param name="pause">Called between steps.</param>
    /// <returns>Where the calculation has ended, if it has.</returns>
    public long? CarryOut(in RawAction action, long end, Action pause)
    {
        var toLevel = action.To >= 0 && (action.WriteIcs || action.WriteAdjDeps);
        if (stage == Stage.Starting)
        {
            // What cannot be written is refused before the model has computed it.
            if (toLevel && action.WriteAdjDeps && !hasDependencies)
                throw CheckpointData.NoDependencies();
            work.Clear();
            replays.Note(action.N0);
            if (toLevel && action.WriteIcs)
                TakeRestart(action);
            profiler.AddAction(action.WriteAdjDeps ? ProfileKind.Record : ProfileKind.Advance);
            stage = Stage.Advancing;
            if (toLevel && !action.WriteAdjDeps && !isCommitted)
                levels.Commit(action.To);
        }

        if (stage == Stage.Advancing)
        {
            ended = steps.Forward(Math.Min(action.N1, end), action.WriteAdjDeps, pause);
            if (action.WriteAdjDeps)
                work.Fill();
            replays.Check(steps.Reached);
            stage = Stage.Advanced;
        }

        if (stage == Stage.Advanced && toLevel && action.WriteAdjDeps)
        {
            WriteDependencies(action);
            stage = Stage.Written;
            if (!isCommitted)
                levels.Commit(action.To);
        }

        if (toLevel)
            work.Clear();
        return ended;
    }

    public void Dispose() => restart.Dispose();

    private void TakeRestart(in RawAction action)
    {
        if (action.WriteAdjDeps)
        {
            restart.Resize(data.RestartBytes(action.N0));
            data.WriteRestart(action.N0, restart.Data);
            return;
        }

        var since = profiler.Begin();
        var label = new CheckpointLabel(
            action.N0,
            CheckpointKind.Restart,
            action.N0,
            sequence(),
            replays.Find(action.N0),
            action.To,
            data.Precision
        );
        var bytes = data.RestartBytes(action.N0);
        isCommitted = handles.TryWrite(levels[action.To], label, bytes);
        if (!isCommitted)
            bytes = data.WriteRestart(levels[action.To], label, bytes);
        replays.Keep(action.To, action.N0);
        levels.AddWrite(action.To, bytes, since);
    }

    private void WriteDependencies(in RawAction action)
    {
        var since = profiler.Begin();
        var kind = CheckpointKind.Dependencies | (action.WriteIcs ? CheckpointKind.Restart : 0);
        var label = new CheckpointLabel(
            action.N0,
            kind,
            steps.Reached,
            sequence(),
            replays.Find(steps.Reached),
            action.To,
            data.Precision
        );
        var first = action.WriteIcs ? restart.Data : default;
        var bytes = data.Measure(action.N0, first.Length, steps.Reached);
        isCommitted = handles.TryWrite(levels[action.To], label, bytes);
        if (!isCommitted)
            bytes = data.Write(levels[action.To], label, first, bytes);
        replays.Keep(action.To, action.N0);
        levels.AddWrite(action.To, bytes, since);
    }
}
