using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>
/// A level whose store is written and read through buffers, a bounded number of them. What is asked for is done in the order in
/// which it was asked for: behind the computation, by a thread of its own, or at once. A job that fails stays the first of
/// the queue until it is retried, so nothing is lost by a failure.
/// </summary>
internal sealed class QueuedLevel : ILevel
{
    private enum JobKind
    {
        Write,
        Read,
        Delete,
    }

    private readonly record struct Job(JobKind Kind, CheckpointLabel Label, DataBuffer? Buffer);

    private readonly object gate = new();
    private readonly ICheckpointStore store;
    private readonly StoreErrors errors;
    private readonly Thread? worker;
    private readonly Queue<Job> jobs = new();
    private readonly Stack<DataBuffer> idle = new();
    private readonly DataBuffer[] buffers;

    /// <summary>What has been asked to be read and not been released: complete if the second is true.</summary>
    private readonly Dictionary<long, (DataBuffer Buffer, bool Complete)> reads = [];

    private (CheckpointLabel Label, DataBuffer Buffer)? prepared;
    private ExceptionDispatchInfo? failure;
    private bool stopped;
    private TrafficTimes times;

    public QueuedLevel(ICheckpointStore store, StoreErrors errors, int buffers, bool behind, string name)
    {
        (this.store, this.errors) = (store, errors);
        this.buffers = [.. Enumerable.Range(0, buffers).Select(_ => new DataBuffer())];
        foreach (var buffer in this.buffers)
            idle.Push(buffer);
        if (!behind)
            return;
        worker = new Thread(Work) { IsBackground = true, Name = name };
        worker.Start();
    }

    public ICheckpointStore Store => store;

    public bool Prefetches => worker is not null;

    public TrafficTimes Times
    {
        get
        {
            lock (gate)
                return times;
        }
    }

    public Span<byte> Prepare(CheckpointLabel label, int length)
    {
        var buffer = prepared?.Buffer ?? Rent();
        prepared = (label, buffer);
        buffer.Resize(length);
        return buffer.Span;
    }

    public void Commit()
    {
        var (label, buffer) = prepared!.Value;
        prepared = null;
        Ask(new Job(JobKind.Write, label, buffer));
    }

    public bool Prefetch(long step, int length)
    {
        lock (gate)
        {
            // One buffer is left for writing: were all of them waiting to be used, nothing could go on.
            if (reads.ContainsKey(step) || reads.Count >= buffers.Length - 1 || idle.Count == 0)
                return false;
        }

        AskToRead(step, length, Rent());
        return true;
    }

    public ReadOnlySpan<byte> Fetch(long step, int length)
    {
        bool asked;
        lock (gate)
            asked = reads.ContainsKey(step);
        if (!asked)
            AskToRead(step, length, Rent());

        var since = Stopwatch.GetTimestamp();
        lock (gate)
        {
            while (!reads[step].Complete)
                Await();
            times.Waiting += worker is null ? 0 : Stopwatch.GetTimestamp() - since;
            return reads[step].Buffer.Span;
        }
    }

    public void Release(long step)
    {
        lock (gate)
        {
            if (reads.Remove(step, out var read))
                idle.Push(read.Buffer);
        }
    }

    public void Delete(long step) => Ask(new Job(JobKind.Delete, new CheckpointLabel(step, default, step, 0), null));

    public void ThrowIfFailed()
    {
        lock (gate)
            ThrowFailure();
    }

    public void Retry()
    {
        lock (gate)
        {
            failure = null;
            Monitor.PulseAll(gate);
        }

        if (worker is null)
            DoAll();
    }

    public void Drain()
    {
        var since = Stopwatch.GetTimestamp();
        lock (gate)
        {
            while (jobs.Count > 0)
                Await();
            times.Waiting += worker is null ? 0 : Stopwatch.GetTimestamp() - since;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        worker?.Join();
        foreach (var buffer in buffers)
            buffer.Dispose();
    }

    private void ThrowFailure()
    {
        if (failure is not null)
            errors.Throw(failure);
    }

    private void AskToRead(long step, int length, DataBuffer buffer)
    {
        buffer.Resize(length);
        lock (gate)
            reads.Add(step, (buffer, false));
        Ask(new Job(JobKind.Read, new CheckpointLabel(step, default, step, 0), buffer));
    }

    private DataBuffer Rent()
    {
        var since = Stopwatch.GetTimestamp();
        lock (gate)
        {
            ThrowFailure();
            while (idle.Count == 0)
                Await();
            times.Waiting += worker is null ? 0 : Stopwatch.GetTimestamp() - since;
            return idle.Pop();
        }
    }

    /// <summary>Waits for the worker to get on, holding the gate; what it fails with is thrown here.</summary>
    private void Await()
    {
        ThrowFailure();
        if (worker is null)
            throw new UnreachableException("a level without a thread leaves nothing waiting");
        Monitor.Wait(gate);
        ThrowFailure();
    }

    private void Ask(Job job)
    {
        lock (gate)
        {
            jobs.Enqueue(job);
            Monitor.PulseAll(gate);
        }

        if (worker is null)
            DoAll();
    }

    private void DoAll()
    {
        while (jobs.TryPeek(out var job))
        {
            try
            {
                Do(job);
            }
            catch (Exception refused)
            {
                failure = ExceptionDispatchInfo.Capture(StoreErrors.Of(refused, job.Label.Step));
                ThrowFailure();
            }

            Complete(job);
        }
    }

    private void Work()
    {
        while (true)
        {
            Job job;
            lock (gate)
            {
                while (!stopped && (jobs.Count == 0 || failure is not null))
                    Monitor.Wait(gate);
                // What has been asked for is still done when the run is broken off, unless it fails.
                if (jobs.Count == 0 || failure is not null)
                    return;
                job = jobs.Peek();
            }

            try
            {
                Do(job);
            }
            catch (Exception refused)
            {
                lock (gate)
                {
                    failure = ExceptionDispatchInfo.Capture(StoreErrors.Of(refused, job.Label.Step));
                    Monitor.PulseAll(gate);
                    continue;
                }
            }

            Complete(job);
        }
    }

    private void Do(Job job)
    {
        var since = Stopwatch.GetTimestamp();
        switch (job.Kind)
        {
            case JobKind.Write:
                store.Write(job.Label, job.Buffer!.Span);
                times.Write += Stopwatch.GetTimestamp() - since;
                break;
            case JobKind.Read:
                store.Read(job.Label.Step, job.Buffer!.Span);
                times.Read += Stopwatch.GetTimestamp() - since;
                break;
            case JobKind.Delete:
                store.Delete(job.Label.Step);
                times.Delete += Stopwatch.GetTimestamp() - since;
                break;
        }
    }

    private void Complete(Job job)
    {
        lock (gate)
        {
            jobs.Dequeue();
            if (job.Kind == JobKind.Read)
                reads[job.Label.Step] = (job.Buffer!, true);
            else if (job.Buffer is { } buffer)
                idle.Push(buffer);
            Monitor.PulseAll(gate);
        }
    }
}
