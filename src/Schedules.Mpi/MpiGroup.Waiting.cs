using System.Text;
using Schedules.Runtime;

namespace Schedules.Mpi;

// How one waits, and how those are let go who would wait for ever.
public sealed unsafe partial class MpiGroup
{
    private const int Serialized = 2;
    private const int MostErrorText = 1024;

    /// <summary>Looks before a rank gives its processor away, where there are enough.</summary>
    private const int Looks = 2000;

    private readonly Alarms alarms;

    /// <summary>Agreements that this rank has been through: alarms of earlier
    /// ones are over.</summary>
    private long agreed;

    /// <summary>Whether messages have been left without an end.</summary>
    private bool isTorn;

    /// <inheritdoc/>
    public void Interrupt()
    {
        if (disposed || Size == 1)
            return;
        isTorn = true;
        alarms.Send(Rank, Size, agreed, agreements);
    }

    /// <summary>Waits for what has been begun.</summary>
    private void Await(ref nint request, bool letsGo)
    {
        var pending = request;
        try
        {
            for (var looks = 1; ; looks++)
            {
                int done;
                Check(Native.MPI_Test(&pending, &done, Abi.IgnoreStatus), nameof(Native.MPI_Test));
                if (done != 0)
                    return;
                if (letsGo && looks % 16 == 0)
                    ThrowIfInterrupted();
                if (isCrowded || looks > Looks)
                    Thread.Yield();
            }
        }
        finally
        {
            request = pending;
        }
    }

    private void ThrowIfInterrupted()
    {
        while (NextAlarm() is var (rank, at) && rank >= 0)
        {
            if (at < agreed)
                continue;
            isTorn = true;
            throw new GroupException($"rank {rank} has failed, and does not come to where this one waits for it", rank);
        }
    }

    private void Drain()
    {
        while (NextAlarm().Rank >= 0) { }
    }

    private (int Rank, long Agreed) NextAlarm()
    {
        int there;
        Check(
            Native.MPI_Iprobe(Abi.AnySource, Alarms.Tag, agreements, &there, Abi.IgnoreStatus),
            nameof(Native.MPI_Iprobe)
        );
        if (there == 0)
            return (-1, 0);
        var alarm = stackalloc long[2];
        Check(
            Native.MPI_Recv(alarm, 2, Abi.Int64, Abi.AnySource, Alarms.Tag, agreements, Abi.IgnoreStatus),
            nameof(Native.MPI_Recv)
        );
        return ((int)alarm[0], alarm[1]);
    }

    private static void Check(int code, string call)
    {
        if (code == 0)
            return;
        var text = stackalloc byte[MostErrorText];
        int length;
        var said = Native.MPI_Error_string(code, text, &length) == 0 ? Encoding.UTF8.GetString(text, length) : "?";
        throw new MpiException($"{call} has failed: {said}", code);
    }
}
