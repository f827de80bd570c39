using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Carries out one action at a time. Broken off by a store or by cancellation, it goes on where it was: each stage is left
/// behind before what may fail is asked for, and what a level was asked for it does not forget.
/// </summary>
internal sealed class Carrier(
    IAdjointModel model,
    Levels levels,
    Profiler profiler,
    Func<long> sequence,
    long? adjoints,
    bool checks
) : IDisposable
{
    private enum Stage
    {
        Begun,
        Moving,
        Moved,
        Kept,
    }

    private readonly CheckpointData data = new(model);
    private readonly ModelSteps steps = new(model, profiler);
    private readonly Replays replays = new(checks ? model as IForwardChecksum : null, profiler);
    private readonly DataBuffer restart = new();
    private Stage stage;
    private bool workHolds;
    private bool adjointBegun;
    private long? ended;

    /// <summary>Where the adjoint has got to, while a Reverse goes on.</summary>
    public long Reached => steps.Reached;

    /// <summary>An adjoint calculation goes on that was begun before: its state has been read.</summary>
    public void ResumeAdjoint() => adjointBegun = true;

    /// <summary>A new action is to be carried out.</summary>
    public void Begin(in RawAction action)
    {
        stage = Stage.Begun;
        ended = null;
        steps.Begin(action.Kind == ActionKind.Reverse ? action.N1 : action.N0);
    }

    /// <summary>Advances the forward.</summary>
    /// <param name="action">A Forward that has been judged.</param>
    /// <param name="end">Where it is to stop, if that is earlier than its end.</param>
    /// <param name="pause">Called between steps.</param>
    /// <returns>Where the calculation has ended, if it has.</returns>
    public long? Forward(in RawAction action, long end, Action pause)
    {
        var toLevel = action.To >= 0 && (action.WriteIcs || action.WriteAdjDeps);
        if (stage == Stage.Begun)
        {
            // What is too large is refused before the model has computed it, if it can be known.
            if (toLevel && action.WriteAdjDeps && end < long.MaxValue)
                data.Bytes(action.N0, action.WriteIcs, Math.Min(action.N1, end));
            ClearWork();
            replays.Note(action.N0);
            if (toLevel && action.WriteIcs)
                KeepRestart(action);
            profiler.Begin(action.WriteAdjDeps ? ProfileKind.Record : ProfileKind.Advance);
            stage = Stage.Moving;
            if (toLevel && !action.WriteAdjDeps)
                Commit(action.To);
        }

        if (stage == Stage.Moving)
        {
            ended = steps.Forward(Math.Min(action.N1, end), action.WriteAdjDeps, pause);
            workHolds |= action.WriteAdjDeps;
            replays.Check(steps.Reached);
            stage = Stage.Moved;
        }

        if (stage == Stage.Moved && toLevel && action.WriteAdjDeps)
        {
            KeepDependencies(action);
            stage = Stage.Kept;
            Commit(action.To);
        }

        if (toLevel)
            ClearWork();
        return ended;
    }

    /// <summary>Advances the adjoint.</summary>
    /// <param name="action">A Reverse that has been judged.</param>
    /// <param name="adjoint">Which adjoint calculation it is of, from 0.</param>
    /// <param name="pause">Called between steps.</param>
    public void Reverse(in RawAction action, long adjoint, Action pause)
    {
        if (stage == Stage.Begun)
        {
            if (!adjointBegun)
                model.BeginAdjoint(adjoint);
            adjointBegun = true;
            profiler.Begin(ProfileKind.Reverse);
            stage = Stage.Moving;
        }

        steps.Reverse(action.N0, pause);
        if (adjoint + 1 >= adjoints)
            replays.Forget(action.N0);
        if (action.ClearAdjDeps)
            ClearWork();
    }

    /// <summary>Copies or moves a checkpoint.</summary>
    /// <param name="action">A Copy or Move that has been judged.</param>
    /// <param name="kept">What the checkpoint holds.</param>
    public void Bring(in RawAction action, in KeptCheckpoint kept)
    {
        var from = levels[action.From];
        if (stage == Stage.Begun && action.To != Storage.None)
        {
            if (action.To == Storage.Work)
                Load(action, kept, from);
            else
                Transfer(action, kept, from, levels[action.To]);
            stage = Stage.Moving;
            if (action.To >= 0)
                Commit(action.To);
        }

        if (action.Kind == ActionKind.Move && stage != Stage.Kept)
        {
            stage = Stage.Kept;
            // Counted once, though it may fail and be done by a retry.
            profiler.Traffic(ProfileKind.Delete, action.From, 0, 0);
            var since = Stopwatch.GetTimestamp();
            from.Delete(action.N0);
            profiler.Time(ProfileKind.Delete, action.From, Stopwatch.GetTimestamp() - since);
        }
    }

    /// <summary>The forward has got to its end for the first time, or again after a crash.</summary>
    public void EndForward(long n) => model.EndForward(n);

    /// <summary>An adjoint calculation is complete.</summary>
    public void EndReverse(long adjoint)
    {
        adjointBegun = false;
        model.EndAdjoint(adjoint);
    }

    public void Dispose() => restart.Dispose();

    private void ClearWork()
    {
        if (workHolds)
            model.ClearDependencies();
        workHolds = false;
    }

    private void KeepRestart(in RawAction action)
    {
        if (action.WriteAdjDeps)
        {
            // They go into the same checkpoint, which cannot be written before the steps have been recorded.
            restart.Resize(model.RestartBytes);
            model.WriteRestart(action.N0, restart.Span);
            return;
        }

        var since = Stopwatch.GetTimestamp();
        var label = new CheckpointLabel(action.N0, CheckpointKind.Restart, action.N0, sequence());
        var bytes = model.RestartBytes;
        model.WriteRestart(action.N0, levels[action.To].Prepare(label, bytes));
        profiler.Traffic(ProfileKind.Write, action.To, bytes, Stopwatch.GetTimestamp() - since);
    }

    private void KeepDependencies(in RawAction action)
    {
        var since = Stopwatch.GetTimestamp();
        var kind = CheckpointKind.Dependencies | (action.WriteIcs ? CheckpointKind.Restart : 0);
        var label = new CheckpointLabel(action.N0, kind, steps.Reached, sequence());
        var bytes = data.Bytes(action.N0, action.WriteIcs, steps.Reached);
        var target = levels[action.To].Prepare(label, bytes);
        if (action.WriteIcs)
        {
            restart.Span.CopyTo(target);
            target = target[restart.Length..];
        }

        data.WriteDependencies(action.N0, steps.Reached, target);
        profiler.Traffic(ProfileKind.Write, action.To, bytes, Stopwatch.GetTimestamp() - since);
    }

    private void Load(in RawAction action, in KeptCheckpoint kept, ILevel from)
    {
        var since = Stopwatch.GetTimestamp();
        var bytes = data.Bytes(kept);
        data.Read(kept, from.Fetch(kept.Step, bytes));
        from.Release(kept.Step);
        workHolds |= kept.DependenciesEnd > kept.Step;
        profiler.Traffic(ProfileKind.Read, action.From, bytes, Stopwatch.GetTimestamp() - since);
        if (kept.HasRestartData)
            replays.Check(kept.Step);
    }

    private void Transfer(in RawAction action, in KeptCheckpoint kept, ILevel from, ILevel to)
    {
        var since = Stopwatch.GetTimestamp();
        var bytes = data.Bytes(kept);
        var source = from.Fetch(kept.Step, bytes);
        var read = Stopwatch.GetTimestamp();
        var kind =
            (kept.HasRestartData ? CheckpointKind.Restart : 0)
            | (kept.DependenciesEnd > kept.Step ? CheckpointKind.Dependencies : 0);
        source.CopyTo(to.Prepare(new CheckpointLabel(kept.Step, kind, kept.DependenciesEnd, sequence()), bytes));
        from.Release(kept.Step);
        profiler.Traffic(ProfileKind.Read, action.From, bytes, read - since);
        profiler.Traffic(ProfileKind.Write, action.To, bytes, Stopwatch.GetTimestamp() - read);
    }

    private void Commit(Storage storage)
    {
        var since = Stopwatch.GetTimestamp();
        levels[storage].Commit();
        profiler.Time(ProfileKind.Write, storage, Stopwatch.GetTimestamp() - since);
    }
}
