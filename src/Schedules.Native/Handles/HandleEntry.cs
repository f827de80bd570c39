namespace Schedules.Native;

/// <summary>A place of the table: who is there, and whether a thread is within a
/// call with it.</summary>
internal sealed class HandleEntry
{
    private ulong handle;
    private int busy;

    public ulong Handle => Volatile.Read(ref handle);

    /// <summary>Who is there; to be read only between <see cref="Enter"/> and
    /// <see cref="Exit"/>.</summary>
    public object? Target { get; private set; }

    public void Give(ulong given, object target)
    {
        Target = target;
        Volatile.Write(ref handle, given);
    }

    public void Clear()
    {
        Volatile.Write(ref handle, 0);
        Target = null;
    }

    /// <exception cref="CallException">Another thread is within a call, or the handle was destroyed
    /// in the meantime.</exception>
    public void Enter(ulong expected)
    {
        if (Interlocked.CompareExchange(ref busy, 1, 0) != 0)
            throw new CallException(Status.Busy, "another thread is within a call with this handle");
        if (Handle == expected)
            return;
        Exit();
        throw HandleTable.Wrong("handle was destroyed by another thread");
    }

    public void Exit() => Volatile.Write(ref busy, 0);
}
