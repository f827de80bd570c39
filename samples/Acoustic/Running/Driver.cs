using System.Diagnostics;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Samples.Acoustic;

/// <summary>Carries out the actions of a schedule, one after the other, and checks nothing.</summary>
internal sealed class Driver(IAdjointModel model, CheckpointSchedule schedule, GradientOptions options) : IDisposable
{
    private readonly CheckpointRun run = schedule.Start();
    private readonly Shelves shelves = new(options.Directory);
    private long steps;
    private long recorded;
    private long reversed;

    public GradientReport Run()
    {
        foreach (var action in run)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            Carry(action);
        }

        return new GradientReport(steps, recorded, reversed, shelves.PeakMemory, shelves.PeakDisk, default);
    }

    public void Dispose() => shelves.Dispose();

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
                    model.ClearDependencies();
                break;
            case Copy(var n, var from, var to):
                Bring(n, shelves.Get(from, n), to);
                break;
            case Move(var n, var from, Storage.None):
                shelves.Delete(from, n);
                break;
            case Move(var n, var from, var to):
                Bring(n, shelves.Take(from, n), to);
                break;
            case EndForward:
                model.EndForward(run.MaxN!.Value);
                break;
            case EndReverse:
                model.EndAdjoint(0);
                break;
            default:
                throw new UnreachableException($"unknown action {action}");
        }
    }

    private void Advance(Forward forward)
    {
        model.ClearDependencies();
        var kept = forward.Storage >= Storage.Ram;
        var restart = forward.WriteIcs && kept ? shelves.Rent(model.RestartBytes) : null;
        if (restart is not null)
            model.WriteRestart(forward.N0, restart);

        var end = Math.Min(forward.N1, model.Steps!.Value);
        for (var step = forward.N0; step < end; step++, steps++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (forward.WriteAdjDeps)
                model.Record(step, step + 1);
            else
                model.Advance(step, step + 1);
            recorded += forward.WriteAdjDeps ? 1 : 0;
            options.AfterStep?.Invoke();
        }

        var dependencies = new List<byte[]>();
        for (var step = forward.N0; forward.WriteAdjDeps && kept && step < end; step++)
        {
            dependencies.Add(shelves.Rent(model.DependencyBytes));
            model.WriteDependencies(step, dependencies[^1]);
        }

        if (kept)
            model.ClearDependencies();
        if (restart is not null || dependencies.Count > 0)
            shelves.Put(forward.Storage, forward.N0, new Shelved(restart, dependencies));
        if (end == model.Steps && run.MaxN is null)
            run.Finalize(end);
    }

    private void GoBack(long n1, long n0)
    {
        if (reversed == 0)
            model.BeginAdjoint(0);
        for (var step = n1; step > n0; step--, reversed++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            model.Reverse(step, step - 1);
            options.AfterStep?.Invoke();
        }
    }

    private void Bring(long n, Shelved data, Storage to)
    {
        if (to != Storage.Work)
        {
            shelves.Put(to, n, data);
            return;
        }

        if (data.Restart is not null)
            model.ReadRestart(n, data.Restart);
        for (var j = 0; j < data.Dependencies.Count; j++)
            model.ReadDependencies(n + j, data.Dependencies[j]);
        shelves.Release(data);
    }
}
