using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Samples.Burgers;

/// <summary>
/// Carries out the actions of one run. Besides WORK and the levels it has the state where the forward stands and the adjoint
/// where the adjoint stands, one vector each (and one to step into), and no other data of the calculation.
/// </summary>
internal sealed class Executor : IDisposable
{
    private readonly CheckpointRun run;
    private readonly long steps;
    private readonly RunOptions options;
    private readonly BurgersModel model;
    private readonly CheckpointStorage storage;
    private readonly Work work = new();
    private double[] state;
    private double[] next;
    private double[]? adjoint;
    private long? forwardAt = 0;
    private double energy;
    private long forwardSteps;
    private long recordedSteps;
    private long reversedSteps;

    public Executor(CheckpointSchedule schedule, long steps, ReadOnlySpan<double> control, RunOptions options)
    {
        this.steps = steps;
        this.options = options;
        run = schedule.Start();
        model = new BurgersModel(control.Length, steps);
        storage = new CheckpointStorage(control.Length, options.TemporaryParent);
        state = control.ToArray();
        next = new double[control.Length];
    }

    public RunResult Run()
    {
        foreach (var action in run)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            options.BeforeAction?.Invoke(action);
            Carry(action);
        }

        return new RunResult(energy, adjoint, Tally(), PeakBytes());
    }

    public void Dispose() => storage.Dispose();

    private void Carry(CheckpointAction action)
    {
        switch (action)
        {
            case Forward forward:
                Advance(forward);
                break;
            case Reverse(var n1, var n0, var clear):
                GoBack(n1, n0);
                if (clear)
                    work.ClearDependencies();
                break;
            case Copy(var n, var from, var to):
                Bring(n, storage[from].Read(n), to);
                break;
            case Move(var n, var from, Storage.None):
                storage[from].Delete(n);
                break;
            case Move(var n, var from, var to):
                var checkpoint = storage[from].Read(n);
                storage[from].Delete(n);
                Bring(n, checkpoint, to);
                break;
            case EndForward:
                energy = model.Energy(state);
                break;
            case EndReverse:
                break;
            default:
                throw new UnreachableException($"unknown action {action}");
        }
    }

    private void Advance(Forward forward)
    {
        if (forwardAt != forward.N0)
            throw new InvalidOperationException($"the forward does not stand at step {forward.N0}");

        var restart = forward.WriteIcs ? state.ToArray() : null;
        var inWork = forward.Storage == Storage.Work;
        var dependencies = new List<double[]>();
        work.Begin(forward.N0, inWork ? restart : null);

        // The end of an open Forward, and of one that goes past the end, is found here: by the solver, not by the schedule.
        var end = Math.Min(forward.N1, steps);
        for (var step = forward.N0; step < end; step++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            model.Advance(state, next);
            (state, next) = (next, state);
            if (forward.WriteAdjDeps && inWork)
                work.Add(state.ToArray());
            else if (forward.WriteAdjDeps)
                dependencies.Add(state.ToArray());
            forwardSteps++;
            recordedSteps += forward.WriteAdjDeps ? 1 : 0;
            options.AfterStep?.Invoke();
        }

        forwardAt = end;
        if (!inWork && (forward.WriteIcs || forward.WriteAdjDeps))
            storage[forward.Storage].Write(forward.N0, new Checkpoint(restart, dependencies));
        if (end == steps && run.MaxN is null)
            run.Finalize(steps);
    }

    private void GoBack(long n1, long n0)
    {
        // The last state, on which the functional depends, is the dependencies of the last step: it is in WORK now.
        adjoint ??= model.EnergyDerivative(work.Dependencies(n1 - 1));
        for (var step = n1 - 1; step >= n0; step--)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            model.GoBack(work.Dependencies(step), adjoint);
            reversedSteps++;
            options.AfterStep?.Invoke();
        }
    }

    private void Bring(long n, Checkpoint checkpoint, Storage to)
    {
        if (to != Storage.Work)
        {
            storage[to].Write(n, checkpoint);
            return;
        }

        work.Load(n, checkpoint);
        forwardAt = checkpoint.Restart is null ? null : n;
        checkpoint.Restart?.CopyTo(state, 0);
    }

    private Tally Tally() => new(forwardSteps, recordedSteps, reversedSteps, storage.Counts);

    private Dictionary<Storage, long> PeakBytes() => new(storage.PeakBytes) { [Storage.Work] = work.PeakBytes };
}
