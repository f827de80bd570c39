using Schedules.Runtime;

namespace Schedules.Mpi;

/// <summary>
/// The ranks of an MPI program, as a run needs them (<see cref="RunOptions.Group"/>), and the calls
/// that a solver needs beside it. Rank r is that of MPI. Who waits in a call here is let go with a
/// <see cref="GroupException"/> when another rank fails within its model; who waits in a call of
/// MPI of one's own is not. For one thread at a time.
/// </summary>
public sealed unsafe partial class MpiGroup : IRunGroup, IDisposable
{
    /// <summary>In place of a rank, for none: what is sent there goes nowhere, and nothing comes
    /// from there.</summary>
    public const int NoRank = -1;

    private readonly bool owns;
    private readonly bool isCrowded;
    private nint messages;
    private nint agreements;
    private bool disposed;

    private MpiGroup(nint communicator, bool owns)
    {
        this.owns = owns;
        // What the ranks agree on does not meet what a model has left when it was let go.
        (messages, agreements) = (Copy(communicator), Copy(communicator));
        int rank,
            size;
        Check(Native.MPI_Comm_rank(messages, &rank), nameof(Native.MPI_Comm_rank));
        Check(Native.MPI_Comm_size(messages, &size), nameof(Native.MPI_Comm_size));
        (Rank, Size) = (rank, size);
        isCrowded = size > Environment.ProcessorCount;
        alarms = new(size);
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Whether the library is Open MPI; if not, it is MPICH or one of its kin.</summary>
    public static bool IsOpenMpi => Abi.InPlace == 1;

    /// <summary>All ranks of the program. MPI is initialised, unless it is, so that any
    /// thread may call it, one at a time; what has been initialised here is finalised with
    /// the group.</summary>
    /// <exception cref="DllNotFoundException">There is no library of MPI: the variable
    /// SCHEDULES_MPI names one.</exception>
    /// <exception cref="MpiException">MPI does not begin.</exception>
    /// <exception cref="InvalidOperationException">MPI was finalised, or is for one
    /// thread only.</exception>
    public static MpiGroup World()
    {
        int begun,
            ended,
            level;
        MpiLibrary.Load();
        Check(Native.MPI_Finalized(&ended), nameof(Native.MPI_Finalized));
        if (ended != 0)
            throw new InvalidOperationException("MPI has been finalised, and cannot begin again in this process");
        Check(Native.MPI_Initialized(&begun), nameof(Native.MPI_Initialized));
        if (begun == 0)
            Check(Native.MPI_Init_thread(null, null, Serialized, &level), nameof(Native.MPI_Init_thread));
        else
            Check(Native.MPI_Query_thread(&level), nameof(Native.MPI_Query_thread));
        return level >= Serialized
            ? new(Abi.World, begun == 0)
            : throw new InvalidOperationException(
                "MPI has been initialised for one thread only; initialise it with MPI_THREAD_SERIALIZED, at least"
            );
    }

    /// <summary>The ranks of a communicator of the solver's own, which has initialised MPI and
    /// finalises it.</summary>
    /// <param name="communicator">Its handle in C: the pointer, or the int.</param>
    /// <exception cref="MpiException">It is no communicator.</exception>
    public static MpiGroup Of(nint communicator)
    {
        MpiLibrary.Load();
        return new(communicator, owns: false);
    }

    /// <inheritdoc/>
    public void Maximum(Span<long> values)
    {
        fixed (long* data = values)
        {
            nint request;
            Check(
                Native.MPI_Iallreduce(
                    Abi.InPlace,
                    data,
                    values.Length,
                    Abi.Int64,
                    Abi.Maximum,
                    Handle(agreements),
                    &request
                ),
                nameof(Native.MPI_Iallreduce)
            );
            // Nobody is let go here: all ranks get here, one that fails too.
            Await(ref request, letsGo: false);
        }

        agreed++;
    }

    /// <summary>Ends the program on all ranks, at once.</summary>
    /// <param name="code">Its exit code.</param>
    public void Abort(int code) => Check(Native.MPI_Abort(Handle(messages), code), nameof(Native.MPI_Abort));

    /// <summary>Ends the group, and MPI if it was initialised here: all ranks call it. After a rank
    /// has failed within its model MPI is not finalised, for its messages have no end: the ranks
    /// wait for each other, so that each has said what it had to say, and are to exit.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        // One that waited for no message does not know that others did.
        Span<long> torn = [isTorn ? 1 : 0];
        Maximum(torn);
        disposed = true;
        if (torn[0] > 0)
            return;
        Drain();
        alarms.Dispose();
        Free(ref messages);
        Free(ref agreements);
        if (owns)
            Check(Native.MPI_Finalize(), nameof(Native.MPI_Finalize));
    }

    private static MpiAbi Abi => MpiLibrary.Abi;

    private static nint Copy(nint communicator)
    {
        nint copy = 0;
        Check(Native.MPI_Comm_dup(communicator, &copy), nameof(Native.MPI_Comm_dup));
        Check(Native.MPI_Comm_set_errhandler(copy, Abi.ErrorsReturn), nameof(Native.MPI_Comm_set_errhandler));
        return copy;
    }

    private static void Free(ref nint communicator)
    {
        var handle = communicator;
        Check(Native.MPI_Comm_free(&handle), nameof(Native.MPI_Comm_free));
        communicator = 0;
    }

    private nint Handle(nint communicator)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return communicator;
    }
}
