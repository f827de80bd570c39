using System.Runtime.ExceptionServices;

namespace Schedules.Samples.Acoustic;

/// <summary>
/// Works on all rows of a grid, in blocks, on threads of the thread pool besides the
/// caller's. Which thread takes which block is left to chance and must not matter: a row must
/// be written by its own work only. Unlike Parallel.For it allocates nothing, and there is a
/// call of it in every time step.
/// </summary>
public sealed class RowTeam : IThreadPoolWorkItem
{
    // Enough blocks that a thread which is late does not keep the others waiting for long.
    private const int BlocksPerThread = 8;

    // A monitor, not an event that is reset for each call: that must not be while the last helper
    // is still within Set.
    private readonly object complete = new();
    private readonly int rows;
    private readonly int helpers;
    private readonly int blocks;
    private Action<int, int>? work;
    private int next = int.MaxValue / 2;
    private int left;
    private int called;
    private ExceptionDispatchInfo? failure;

    /// <summary>A team.</summary>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="threads">Threads, the caller's included, at least 1.</param>
    public RowTeam(int rows, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        this.rows = rows;
        helpers = Math.Min(threads, rows) - 1;
        blocks = helpers == 0 ? 1 : Math.Min(rows, BlocksPerThread * (helpers + 1));
    }

    /// <summary>Does work on all rows, and returns when it is done. An exception of it, on whatever
    /// thread, is thrown here when no thread is at work any more: the first, if there are several;
    /// rows that nobody has begun are left out then.</summary>
    /// <param name="work">Given a first row and the row after the last.</param>
    public void Run(Action<int, int> work)
    {
        if (helpers == 0)
        {
            work(0, rows);
            return;
        }

        this.work = work;
        left = blocks;
        // From here on a helper that comes late from an earlier call takes part in this one, which
        // does no harm; and one that has not come at all yet need not be called again, so that the
        // pool's queue does not grow where it is busy.
        Interlocked.Exchange(ref next, 0);
        while (Volatile.Read(ref called) < helpers)
        {
            Interlocked.Increment(ref called);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        TakeBlocks();
        Wait();
        if (Interlocked.Exchange(ref failure, null) is { } first)
            first.Throw();
    }

    /// <summary>Until no block is left: at once or soon, as a rule.</summary>
    private void Wait()
    {
        for (var spin = new SpinWait(); Volatile.Read(ref left) > 0 && !spin.NextSpinWillYield; )
            spin.SpinOnce();
        lock (complete)
            while (Volatile.Read(ref left) > 0)
                Monitor.Wait(complete);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref called);
        TakeBlocks();
    }

    private void TakeBlocks()
    {
        int block;
        while ((block = Interlocked.Increment(ref next) - 1) < blocks)
        {
            try
            {
                if (Volatile.Read(ref failure) is null)
                    work!(Bound(block), Bound(block + 1));
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(thrown), null);
            }
            if (Interlocked.Decrement(ref left) == 0)
                lock (complete)
                    Monitor.PulseAll(complete);
        }
    }

    private int Bound(int block) => (int)((long)rows * block / blocks);
}
