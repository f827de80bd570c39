using System.Diagnostics;

namespace Schedules.Interop.Consumer;

/// <summary>
/// A solver as a user of the facade would write it, compiled without a reference to the F# core:
/// x goes on by x + sin(x) (i + 1) / 10 at step i, and the adjoint gives the derivative of the
/// final x by the first.
/// </summary>
/// <param name="isEnd">Whether the calculation ends at the start of a step, of which the state is given: found out on the way.</param>
public sealed class Solver(Func<long, double, bool> isEnd)
{
    private sealed record Checkpoint(double? Restart, IReadOnlyDictionary<long, double> Dependencies);

    private static readonly Dictionary<long, double> NoDependencies = [];

    private readonly Dictionary<(Storage Storage, long Step), Checkpoint> store = [];
    private IReadOnlyDictionary<long, double> work = NoDependencies;
    private double state;
    private double adjoint = 1;

    /// <summary>One step of the forward.</summary>
    public static double Advance(long step, double state) => state + Math.Sin(state) * (step + 1) / 10;

    /// <summary>The derivative of one step.</summary>
    public static double Slope(long step, double state) => 1 + Math.Cos(state) * (step + 1) / 10;

    /// <summary>What is still kept anywhere.</summary>
    public int Kept => store.Count;

    /// <summary>Goes on through a run to the end of one adjoint calculation.</summary>
    public double Gradient(CheckpointRun run, double start)
    {
        if (!run.IsRunning)
            state = start;
        adjoint = 1;
        foreach (var action in run)
            Do(action, run);
        return adjoint;
    }

    private void Do(CheckpointAction action, CheckpointRun run)
    {
        switch (action)
        {
            case Forward forward:
                Forward(forward, run);
                break;
            case Reverse(var n1, var n0, var clear):
                for (var step = n1 - 1; step >= n0; step--)
                    adjoint *= Slope(step, work[step]);
                work = clear ? NoDependencies : work;
                break;
            case Move { To: Storage.None, N: var n, From: var from }:
                store.Remove((from, n));
                break;
            case Move(var n, var from, var to):
                Bring(n, from, to);
                store.Remove((from, n));
                break;
            case Copy(var n, var from, var to):
                Bring(n, from, to);
                break;
            case EndForward or EndReverse:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Forward(Forward action, CheckpointRun run)
    {
        var (n0, n1, writeIcs, writeAdjDeps, storage) = action;
        var restart = state;
        var recorded = new Dictionary<long, double>();
        for (var step = n0; step < Math.Min(n1, run.MaxN ?? n1); step++)
        {
            recorded[step] = state;
            state = Advance(step, state);
            if (run.MaxN is null && isEnd(step + 1, state))
                run.SetLength(step + 1);
        }

        work = NoDependencies;
        var checkpoint = new Checkpoint(writeIcs ? restart : null, writeAdjDeps ? recorded : NoDependencies);
        if (storage == Storage.Work)
            work = checkpoint.Dependencies;
        else if (writeIcs || writeAdjDeps)
            store.Add((storage, n0), checkpoint);
    }

    private void Bring(long step, Storage from, Storage to)
    {
        var checkpoint = store[(from, step)];
        if (to == Storage.Work)
            (state, work) = (checkpoint.Restart ?? double.NaN, checkpoint.Dependencies);
        else
            store.Add((to, step), checkpoint);
    }
}
