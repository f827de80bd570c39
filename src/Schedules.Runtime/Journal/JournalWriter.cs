using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>
/// Entries of a journal on their way to the disk. Those with a state of the adjoint may be written
/// behind the computation, from two buffers: while one is written the other is filled, and what
/// waits in it is superseded by a later one. An entry that cannot be written waits until it is
/// retried, and what it has failed with is thrown to the caller. All members are for the caller but
/// <see cref="Execute"/>, which is for a thread of the pool: none of its own would hold a run that
/// is forgotten.
/// </summary>
/// <param name="directory">Where they are written.</param>
/// <param name="behind">Whether they are written behind the computation, or at once.</param>
internal sealed class JournalWriter(JournalDirectory directory, bool behind) : IThreadPoolWorkItem, IDisposable
{
    private readonly record struct Pending(JournalEntry Entry, DataBuffer State, long Ticks);

    private readonly object gate = new();
    private readonly DataBuffer first = new();
    private readonly DataBuffer second = new();
    private Pending? waiting;

    /// <summary>The buffer that is being written.</summary>
    private DataBuffer? writing;

    /// <summary>Whether a thread writes, or is about to.</summary>
    private bool busy;
    private ExceptionDispatchInfo? failure;
    private StateFile? latest;
    private long longest;

    /// <summary>The longest time, by the stopwatch, that taking and writing a state has taken; 0
    /// before one was written.</summary>
    public long Longest
    {
        get
        {
            lock (gate)
                return longest;
        }
    }

    /// <summary>Whether all that was added is on the disk.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return !busy && waiting is null && failure is null;
        }
    }

    /// <summary>The buffer for the next state, which is not being written.</summary>
    public DataBuffer Take()
    {
        lock (gate)
        {
            waiting = null;
            return writing == first ? second : first;
        }
    }

    /// <summary>Has an entry written with the state in the buffer that was taken.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="state">The buffer: from now on not the caller's.</param>
    /// <param name="ticks">What taking the state has taken, by the stopwatch.</param>
    public void Add(JournalEntry entry, DataBuffer state, long ticks)
    {
        lock (gate)
            waiting = new(entry, state, ticks);
        Begin();
    }

    /// <summary>Writes an entry without a state of its own, when nothing else is
    /// being written.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="keeps">Whether the state that was written last still belongs to it.</param>
    public void Write(JournalEntry entry, bool keeps)
    {
        Flush();
        directory.Write(keeps && latest is not null ? entry with { Adjoint = latest } : entry, default);
        latest = keeps ? latest : null;
    }

    /// <summary>Waits until all has been written, and throws what an entry has
    /// failed with.</summary>
    public void Flush()
    {
        lock (gate)
        {
            Wait();
            failure?.Throw();
        }
    }

    /// <summary>Throws what an entry has failed with, if one has.</summary>
    public void ThrowIfFailed()
    {
        lock (gate)
            failure?.Throw();
    }

    /// <summary>Writes what has failed once more.</summary>
    public void Retry()
    {
        lock (gate)
            failure = null;
        Begin();
    }

    /// <summary>Waits until all has been written that can be.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Wait();
            waiting = null;
        }

        first.Dispose();
        second.Dispose();
    }

    /// <summary>A thread of the pool: writes until nothing waits.</summary>
    public void Execute()
    {
        while (Next() is { } pending)
        {
            var since = Stopwatch.GetTimestamp();
            try
            {
                var written = directory.Write(pending.Entry, pending.State.Data);
                lock (gate)
                {
                    latest = written.Adjoint;
                    longest = Math.Max(longest, Stopwatch.GetTimestamp() - since + pending.Ticks);
                }
            }
            catch (Exception refused)
            {
                lock (gate)
                {
                    failure = ExceptionDispatchInfo.Capture(refused);
                    waiting ??= pending;
                }
            }
        }
    }

    private Pending? Next()
    {
        lock (gate)
        {
            var next = failure is null ? waiting : null;
            writing = next?.State;
            if (next is not null)
                waiting = null;
            else
                busy = false;
            Monitor.PulseAll(gate);
            return next;
        }
    }

    /// <summary>Under the gate.</summary>
    private void Wait()
    {
        while (busy)
            Monitor.Wait(gate);
    }

    /// <summary>Has a thread write, unless one does.</summary>
    private void Begin()
    {
        lock (gate)
        {
            if (busy || failure is not null || waiting is null)
                return;
            busy = true;
        }

        if (behind)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            Execute();
    }
}
