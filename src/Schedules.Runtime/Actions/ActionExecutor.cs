using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// Carries out one action at a time. Broken off by a store or by cancellation, it goes on where it
/// was: each stage is left behind before what may fail is asked for, and what a level was asked
/// for it does not forget.
/// </summary>
internal sealed class ActionExecutor : IDisposable
{
    private readonly IAdjointModel model;
    private readonly Levels levels;
    private readonly ModelSteps steps;
    private readonly WorkMemory work;
    private readonly Profiler profiler;
    private readonly Replays replays;
    private readonly CheckpointData data;
    private readonly ForwardAction forward;
    private readonly ReverseAction reverse;
    private readonly CopyOrMoveAction copyOrMove;

    /// <summary>The actions of a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="levels">The levels.</param>
    /// <param name="profiler">Which is told what is done.</param>
    /// <param name="sequence">The number that checkpoints are labelled with, that of the current action.</param>
    /// <param name="adjoints">The adjoint calculations that are wanted; null for all that there are.</param>
    /// <param name="slice">Steps that the model is asked to go at a time; null for a whole range.</param>
    /// <param name="checks">Whether replays are compared with the first pass.</param>
    /// <param name="precision">Precision of the doubles in checkpoints.</param>
    public ActionExecutor(
        IAdjointModel model,
        Levels levels,
        Profiler profiler,
        Func<long> sequence,
        long? adjoints,
        long? slice,
        bool checks,
        StoredPrecision precision
    )
    {
        (this.model, this.levels, this.profiler) = (model, levels, profiler);
        steps = new ModelSteps(model, slice, profiler);
        data = new CheckpointData(model, precision);
        // What a model writes by a handle cannot be rounded.
        var handles = new HandleData(precision == StoredPrecision.Exact ? model as IHandleModel : null, levels.Errors);
        work = new WorkMemory(model, profiler);
        replays = new Replays(
            checks ? model as IForwardChecksum : null,
            profiler,
            rounds: precision != StoredPrecision.Exact
        );
        var timed = new TimedLevels(levels, profiler);
        forward = new ForwardAction(
            steps,
            data,
            handles,
            work,
            replays,
            timed,
            profiler,
            sequence,
            model.DependencyBytes(0) > 0
        );
        reverse = new ReverseAction(model, steps, work, replays, profiler, adjoints);
        copyOrMove = new CopyOrMoveAction(data, handles, work, replays, timed, sequence);
    }

    /// <summary>The step at which the model stands, while a Forward or Reverse goes on.</summary>
    public long Reached => steps.Reached;

    /// <summary>The longest time, by the stopwatch, that the model has taken to get to where it can
    /// be stopped.</summary>
    public long StopTicks => steps.StopTicks;

    /// <summary>Whether the model has broken off a range because it was cancelled.</summary>
    public bool WasCancelled => steps.WasCancelled;

    /// <summary>The model is given a token, until it is given another.</summary>
    public void SetCancellation(CancellationToken token) => steps.SetCancellation(token);

    /// <summary>The forward had a checksum at the start of a step, in a process
    /// before this one.</summary>
    public void Recall(long step, ulong sum) => replays.Recall(step, sum);

    /// <summary>The forward has been put at the start of step 0 again.</summary>
    public void BeginAgain() => replays.BeginAgain();

    /// <summary>An adjoint calculation goes on whose state has been read.</summary>
    public void ResumeAdjoint() => reverse.ResumeAdjoint();

    /// <summary>A complete run begins again, with another control: nothing of the forward
    /// is known.</summary>
    public void Restart()
    {
        work.Clear();
        replays.Clear();
    }

    /// <summary>Another action is to be carried out.</summary>
    public void Start(in RawAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Forward:
                forward.Start(action);
                break;
            case ActionKind.Reverse:
                reverse.Start(action);
                break;
            case ActionKind.Copy:
            case ActionKind.Move:
                copyOrMove.Start();
                break;
            case ActionKind.EndForward:
            case ActionKind.EndReverse:
                break;
            default:
                throw new UnreachableException($"unknown action {action}");
        }
    }

    /// <summary>Advances the forward.</summary>
    /// <param name="action">A Forward that has been judged.</param>
    /// <param name="end">Where it is to stop, if that is earlier than its end.</param>
    /// <param name="pause">Called between steps.</param>
    /// <returns>Where the calculation has ended, if it has.</returns>
    public long? Forward(in RawAction action, long end, Action pause)
    {
        if (action.WriteIcs || action.WriteAdjDeps)
            Open(action.To);
        levels.ThrowIfFailed();
        return forward.CarryOut(action, end, pause);
    }

    /// <summary>Advances the adjoint.</summary>
    /// <param name="action">A Reverse that has been judged.</param>
    /// <param name="adjoint">Which adjoint calculation it is of, from 0.</param>
    /// <param name="pause">Called between steps.</param>
    public void Reverse(in RawAction action, long adjoint, Action pause)
    {
        levels.ThrowIfFailed();
        reverse.CarryOut(action, adjoint, pause);
    }

    /// <summary>Copies or moves a checkpoint.</summary>
    /// <param name="action">A Copy or Move that has been judged.</param>
    /// <param name="kept">What the checkpoint holds.</param>
    public void CopyOrMove(in RawAction action, in KeptCheckpoint kept)
    {
        Open(action.To);
        levels.ThrowIfFailed();
        copyOrMove.CarryOut(action, kept);
    }

    /// <summary>The forward has got to its end for the first time, or again
    /// after a crash.</summary>
    /// <param name="n">The number of steps.</param>
    /// <param name="pause">Called before the model is.</param>
    public void EndForward(long n, Action pause)
    {
        levels.ThrowIfFailed();
        pause();
        model.EndForward(n);
    }

    /// <summary>An adjoint calculation is complete.</summary>
    /// <param name="adjoint">Which one, from 0.</param>
    /// <param name="pause">Called before the model is.</param>
    public void EndReverse(long adjoint, Action pause)
    {
        levels.ThrowIfFailed();
        pause();
        reverse.EndAdjoint(adjoint);
        profiler.Break();
    }

    public void Dispose()
    {
        forward.Dispose();
        data.Dispose();
    }

    /// <summary>Opens the level that is written, the first time that it is.</summary>
    private void Open(Storage storage)
    {
        if (storage >= Storage.Ram)
            levels.Open(storage);
    }
}
