using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>A level whose store is written and read through buffers, a bounded number of them,
/// behind the computation or at once.</summary>
internal sealed class QueuedLevel : ILevel
{
    private record struct Reading(DataBuffer Buffer, bool Complete, ExceptionDispatchInfo? Error);

    private readonly ICheckpointStore store;
    private readonly StoreErrors errors;
    private readonly JobQueue queue;
    private readonly Stack<DataBuffer> idle = new();
    private readonly DataBuffer[] buffers;

    /// <summary>Bytes of what was written.</summary>
    private readonly Dictionary<long, long> lengths = [];

    /// <summary>Reads that have been asked for and not been released.</summary>
    private readonly Dictionary<long, Reading> reads = [];

    private (CheckpointLabel Label, DataBuffer Buffer)? prepared;

    /// <summary>A level, with its worker if it has one.</summary>
    /// <param name="store">Its store.</param>
    /// <param name="errors">Which is told what is thrown to the caller.</param>
    /// <param name="patience">How long to wait for the store.</param>
    /// <param name="buffers">How many checkpoints are in memory at most, at least 2.</param>
    /// <param name="worker">The name of the worker; null for none.</param>
    public QueuedLevel(ICheckpointStore store, StoreErrors errors, Patience patience, int buffers, string? worker)
    {
        (this.store, this.errors) = (store, errors);
        this.buffers = [.. Enumerable.Range(0, buffers).Select(_ => new DataBuffer())];
        foreach (var buffer in this.buffers)
            idle.Push(buffer);
        queue = new JobQueue(store, errors, patience, worker, Complete);
    }

    public ICheckpointStore Store => store;

    public StoreUsage Usage => queue.Usage;

    public bool ReadsAhead => queue.HasWorker;

    public TrafficTimes Times => queue.Times;

    public LargeSpan Prepare(CheckpointLabel label, long length)
    {
        var buffer = Rent(length);
        prepared = (label, buffer);
        return buffer.Data;
    }

    public void Commit()
    {
        var (label, buffer) = prepared!.Value;
        prepared = null;
        Recall(label.Step, buffer.Length);
        queue.Add(Job.Write(label, buffer));
    }

    public void Recall(long step, long length) => lengths[step] = length;

    public bool TryPrefetch(long step)
    {
        lock (queue.Gate)
        {
            // One buffer is left for writing: were all of them waiting to be used,
            // nothing could go on.
            if (reads.ContainsKey(step) || reads.Count >= buffers.Length - 1 || idle.Count == 0)
                return false;
        }

        AskToRead(step);
        return true;
    }

    public ReadOnlyLargeSpan Fetch(long step)
    {
        bool asked;
        lock (queue.Gate)
            asked = reads.ContainsKey(step);
        if (!asked)
            AskToRead(step);
        lock (queue.Gate)
        {
            while (!reads[step].Complete)
                queue.Wait();
            var reading = reads[step];
            if (reading.Error is { } error)
            {
                // To be asked for once more, when the run is.
                Release(step);
                errors.Throw(error);
            }

            return reading.Buffer.Data;
        }
    }

    public void Release(long step)
    {
        lock (queue.Gate)
        {
            if (reads.Remove(step, out var read))
                idle.Push(read.Buffer);
        }
    }

    public void Delete(long step)
    {
        lengths.Remove(step);
        queue.Add(Job.Delete(step));
    }

    public void ThrowIfFailed() => queue.ThrowIfFailed();

    public void Retry() => queue.Retry();

    public void Drain() => queue.Drain();

    public void Dispose()
    {
        queue.Dispose();
        foreach (var buffer in buffers)
            buffer.Dispose();
    }

    /// <summary>Caller.</summary>
    private void AskToRead(long step)
    {
        var buffer = Rent(lengths[step]);
        lock (queue.Gate)
            reads.Add(step, new(buffer, false, null));
        queue.Add(Job.Read(step, buffer));
    }

    /// <summary>Caller: a buffer of so many bytes, when there is one.</summary>
    private DataBuffer Rent(long length)
    {
        DataBuffer buffer;
        lock (queue.Gate)
        {
            queue.ThrowIfFailed();
            while (idle.Count == 0)
                queue.Wait();
            buffer = idle.Pop();
        }

        try
        {
            buffer.Resize(length);
            return buffer;
        }
        catch (CheckpointStoreException refused)
        {
            lock (queue.Gate)
                idle.Push(buffer);
            throw errors.Named(refused, null);
        }
    }

    /// <summary>Worker, or caller if there is none; under the gate.</summary>
    private void Complete(Job job, ExceptionDispatchInfo? error)
    {
        if (job.Kind == JobKind.Read)
            reads[job.Label.Step] = new(job.Buffer!, true, error);
        else if (job.Buffer is { } buffer)
            idle.Push(buffer);
    }
}
