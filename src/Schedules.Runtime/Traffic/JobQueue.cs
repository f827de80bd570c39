using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>
/// Does what a store is asked to do, by a worker, or at once where there is none: what is to be
/// read first, then what is to be written and deleted, both in the order in which it was asked for.
/// A write or deletion that fails stays the first of the queue until it is retried, so nothing is
/// lost by a failure; a read that fails is over. The lock of a level is <see cref="Gate"/>: all
/// that caller and worker share is read and written under it.
/// </summary>
internal sealed class JobQueue : IDisposable
{
    private readonly ICheckpointStore store;
    private readonly StoreErrors errors;
    private readonly Patience patience;
    private readonly Action<Job, ExceptionDispatchInfo?> complete;

    /// <summary>Held by whoever is in the store; never asked for under the gate.</summary>
    private readonly object inStore = new();
    private readonly Thread? worker;
    private readonly JobOrder jobs = new();
    private Job? doing;
    private ExceptionDispatchInfo? failure;
    private bool stopped;

    /// <summary>Since when the store has not come back, the run being to stop. Caller.</summary>
    private long? stopping;
    private TrafficTimes times;

    /// <summary>A queue, with its worker if it has one.</summary>
    /// <param name="store">Which does the jobs, one at a time.</param>
    /// <param name="errors">Which is told what is thrown to the caller.</param>
    /// <param name="patience">How long to wait for the store.</param>
    /// <param name="worker">The name of the worker; null for none.</param>
    /// <param name="complete">Called under the gate when a job is done, or a read has failed.</param>
    public JobQueue(
        ICheckpointStore store,
        StoreErrors errors,
        Patience patience,
        string? worker,
        Action<Job, ExceptionDispatchInfo?> complete
    )
    {
        (this.store, this.errors, this.patience, this.complete) = (store, errors, patience, complete);
        if (worker is null)
            return;
        this.worker = new Thread(Work) { IsBackground = true, Name = worker };
        // What the caller's context holds is not to live as long as the worker.
        this.worker.UnsafeStart();
    }

    public object Gate { get; } = new();

    public bool HasWorker => worker is not null;

    /// <summary>Caller.</summary>
    public TrafficTimes Times
    {
        get
        {
            lock (Gate)
                return times;
        }
    }

    /// <summary>Caller: what the store has done, asked for between two jobs.</summary>
    public StoreUsage Usage
    {
        get
        {
            lock (inStore)
                return store.Usage;
        }
    }

    /// <summary>Caller, under the gate: has a job done, by the worker or by
    /// <see cref="DoWithoutWorker"/>.</summary>
    public void Add(Job job)
    {
        jobs.Add(job);
        Monitor.PulseAll(Gate);
    }

    /// <summary>Caller: does what was asked for, if there is no worker, and may throw.</summary>
    public void DoWithoutWorker()
    {
        if (worker is not null)
            return;
        while (jobs.Next() is { } job)
        {
            if (!TryDo(Begin(job)))
                ThrowIfFailed();
        }
    }

    /// <summary>Caller, under the gate: waits for the worker to get on, or for a while: the caller
    /// looks each time whether there is what it waits for. What the worker fails with is thrown
    /// here.</summary>
    /// <exception cref="OperationCanceledException">The run is to stop, and the store has not come
    /// back since for too long.</exception>
    public void Wait()
    {
        ThrowIfFailed();
        if (worker is null)
            throw new UnreachableException("a level without a worker leaves nothing waiting");
        var since = Stopwatch.GetTimestamp();
        // A token that is cancelled wakes nobody here: it is looked at from time to time. Who comes
        // back because time is up may miss a pulse on the way, and is not to wait for another.
        var pulsed = Monitor.Wait(Gate, Patience.LookAround);
        times.Waiting += Stopwatch.GetTimestamp() - since;
        ThrowIfFailed();
        if (pulsed || !patience.Cancellation.IsCancellationRequested)
            stopping = null;
        else if (Stopwatch.GetElapsedTime(stopping ??= Stopwatch.GetTimestamp()) >= patience.Time)
        {
            var hanging = errors.Named(Hanging(), null);
            throw new OperationCanceledException(
                $"the run was cancelled: {hanging.Message}",
                hanging,
                patience.Cancellation
            );
        }
    }

    /// <summary>Caller: throws the error that the first job has failed with, if it has.</summary>
    public void ThrowIfFailed()
    {
        lock (Gate)
        {
            if (failure is not null)
                errors.Throw(failure);
        }
    }

    /// <summary>Caller: does the job that has failed once more, and goes on from there.</summary>
    public void Retry()
    {
        lock (Gate)
        {
            failure = null;
            Monitor.PulseAll(Gate);
        }

        DoWithoutWorker();
    }

    /// <summary>Caller: waits until there are no more jobs.</summary>
    public void Drain()
    {
        lock (Gate)
        {
            while (jobs.Next() is not null)
                Wait();
        }
    }

    /// <summary>Caller: has the worker end, when it has done what it was asked
    /// for or fails.</summary>
    /// <exception cref="CheckpointStoreException">The store does not come back: the worker ends
    /// when it does.</exception>
    public void Dispose()
    {
        lock (Gate)
        {
            stopped = true;
            Monitor.PulseAll(Gate);
        }

        if (worker?.Join(patience.Time) is false)
            throw Hanging();
    }

    /// <summary>Caller: says what the worker does not come back from.</summary>
    private CheckpointStoreException Hanging()
    {
        lock (Gate)
        {
            var (what, step) = (doing ?? jobs.Next()) is { } job
                ? ($"a {job.Kind} of the checkpoint of step {job.Label.Step}", job.Label.Step)
                : ("its last job", (long?)null);
            return new(
                $"the {store.GetType().Name} for {worker!.Name} hangs: {what} has not come to an end within {patience.Time}",
                step
            );
        }
    }

    /// <summary>Worker.</summary>
    private void Work()
    {
        while (WaitForJob() is { } job)
            TryDo(job);
    }

    /// <summary>Worker: the next job; null if it is to end.</summary>
    private Job? WaitForJob()
    {
        lock (Gate)
        {
            while (!stopped && (failure is not null || jobs.Next() is null))
                Monitor.Wait(Gate);
            // What has been asked for is still done when the run is broken off, unless it fails.
            if (failure is not null || jobs.Next() is not { } job)
                return null;
            return Begin(job);
        }
    }

    /// <summary>Under the gate, or where there is no worker: what the store is at can be dropped
    /// no more.</summary>
    private Job Begin(Job job)
    {
        doing = job;
        if (job.Kind == JobKind.Write)
            job.Buffer.Slot.Enter(SlotState.Storing);
        return job;
    }

    /// <summary>Worker, or caller if there is none: does a job; false if that fails
    /// and stays.</summary>
    private bool TryDo(Job job)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            lock (inStore)
                Do(job);
        }
        catch (Exception refused)
        {
            var error = ExceptionDispatchInfo.Capture(StoreErrors.Of(refused, job.Label.Step));
            lock (Gate)
            {
                if (job.Kind == JobKind.Read)
                    return End(job, error);
                failure = error;
                Monitor.PulseAll(Gate);
                return false;
            }
        }

        lock (Gate)
        {
            AddTime(job.Kind, Stopwatch.GetTimestamp() - since);
            return End(job, null);
        }
    }

    /// <summary>Under the gate.</summary>
    private bool End(Job job, ExceptionDispatchInfo? error)
    {
        jobs.Remove(job.Kind);
        doing = null;
        complete(job, error);
        Monitor.PulseAll(Gate);
        return true;
    }

    private void Do(Job job)
    {
        switch (job.Kind)
        {
            case JobKind.Write:
                store.Write(job.Label, job.Buffer.Data);
                break;
            case JobKind.Read:
                store.Read(job.Label.Step, job.Buffer.Data);
                break;
            case JobKind.Delete:
                store.Delete(job.Label.Step);
                break;
            default:
                throw new UnreachableException($"unknown job {job}");
        }
    }

    private void AddTime(JobKind kind, long ticks)
    {
        times.Longest = Math.Max(times.Longest, ticks);
        switch (kind)
        {
            case JobKind.Write:
                times.Write += ticks;
                times.Writes++;
                break;
            case JobKind.Read:
                times.Read += ticks;
                times.Reads++;
                break;
            case JobKind.Delete:
                times.Delete += ticks;
                break;
            default:
                throw new UnreachableException($"unknown kind of job {kind}");
        }
    }
}
