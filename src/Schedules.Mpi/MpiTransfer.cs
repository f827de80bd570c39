using System.Buffers;

namespace Schedules.Mpi;

/// <summary>A message that has been begun (<see cref="MpiGroup.Send"/>,
/// <see cref="MpiGroup.Receive"/>).</summary>
public sealed class MpiTransfer
{
    private readonly MpiGroup group;
    private MemoryHandle pin;
    private nint request;
    private bool isOver;

    internal MpiTransfer(MpiGroup group, MemoryHandle pin, nint request) =>
        (this.group, this.pin, this.request) = (group, pin, request);

    /// <summary>Waits until what is sent may be changed, or what is received is there.</summary>
    /// <exception cref="Runtime.GroupException">Another rank has failed; the memory stays where it
    /// is, and is not to be used again.</exception>
    public void Wait()
    {
        if (isOver)
            return;
        group.Wait(ref request);
        isOver = true;
        pin.Dispose();
    }
}
