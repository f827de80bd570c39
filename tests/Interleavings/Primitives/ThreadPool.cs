using Schedules.Interleavings;

namespace System.Threading;

/// <summary>Under control: a thread for each item.</summary>
public static class ThreadPool
{
    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem item, bool preferLocal)
    {
        Interleaving.Current!.Start("helper", item.Execute);
        return true;
    }

    /// <summary>What is done for runs that were killed or forgotten is left undone.</summary>
    public static bool UnsafeQueueUserWorkItem<T>(Action<T> act, T state, bool preferLocal) => false;
}

/// <summary>Under control: does not spin.</summary>
public struct SpinWait
{
    public readonly bool NextSpinWillYield => true;

    public readonly void SpinOnce() => Interleaving.Point("spin");
}
