using System.Runtime.InteropServices;

namespace Schedules.Mpi;

/// <summary>A message to every other rank that this one has failed. Two numbers go at once, whoever
/// takes them; their memory stays until the group ends.</summary>
internal sealed unsafe class Alarms(int size) : IDisposable
{
    private const int Numbers = 2;

    /// <summary>By which they are told apart.</summary>
    public const int Tag = 1;

    private readonly long* data = (long*)NativeMemory.AllocZeroed(Numbers * sizeof(long));

    /// <summary>Sends them; what MPI says to that is of no use any more.</summary>
    /// <param name="rank">The rank that has failed.</param>
    /// <param name="ranks">All of them.</param>
    /// <param name="agreed">Agreements that it has been through.</param>
    /// <param name="communicator">Where they are sent.</param>
    public void Send(int rank, int ranks, long agreed, nint communicator)
    {
        (data[0], data[1]) = (rank, agreed);
        for (var other = 0; other < Math.Min(ranks, size); other++)
        {
            nint request;
            if (
                other != rank
                && Native.MPI_Isend(data, Numbers, MpiLibrary.Abi.Int64, other, Tag, communicator, &request) == 0
            )
                _ = Native.MPI_Request_free(&request);
        }
    }

    public void Dispose() => NativeMemory.Free(data);
}
