using System.Buffers;
using System.Runtime.CompilerServices;

namespace Schedules.Mpi;

// What a solver needs.
public sealed unsafe partial class MpiGroup
{
    /// <summary>Waits until all ranks have come here.</summary>
    /// <exception cref="Runtime.GroupException">Another rank has failed.</exception>
    public void Barrier()
    {
        nint request;
        Check(Native.MPI_Ibarrier(Handle(messages), &request), nameof(Native.MPI_Ibarrier));
        Await(ref request, letsGo: true);
    }

    /// <summary>Replaces each number by the sum of those of all ranks, added in the order of the
    /// ranks: the same bits on all of them, and with any library.</summary>
    /// <param name="values">As many on each.</param>
    /// <exception cref="Runtime.GroupException">Another rank has failed.</exception>
    public void Sum(Span<double> values)
    {
        var all = ArrayPool<double>.Shared.Rent(checked(values.Length * Size));
        try
        {
            fixed (double* from = values)
            fixed (double* to = all)
            {
                nint request;
                Check(
                    Native.MPI_Iallgather(
                        from,
                        values.Length,
                        Abi.Double,
                        to,
                        values.Length,
                        Abi.Double,
                        Handle(messages),
                        &request
                    ),
                    nameof(Native.MPI_Iallgather)
                );
                Await(ref request, letsGo: true);
            }

            for (var i = 0; i < values.Length; i++)
            {
                var sum = all[i];
                for (var rank = 1; rank < Size; rank++)
                    sum += all[rank * values.Length + i];
                values[i] = sum;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(all);
        }
    }

    /// <summary>Replaces each number by the greatest of those of all ranks.</summary>
    /// <param name="values">As many on each.</param>
    /// <exception cref="Runtime.GroupException">Another rank has failed.</exception>
    public void Maximum(Span<double> values)
    {
        fixed (double* data = values)
        {
            nint request;
            Check(
                Native.MPI_Iallreduce(
                    Abi.InPlace,
                    data,
                    values.Length,
                    Abi.Double,
                    Abi.Maximum,
                    Handle(messages),
                    &request
                ),
                nameof(Native.MPI_Iallreduce)
            );
            Await(ref request, letsGo: true);
        }
    }

    /// <summary>Gives all ranks what one has.</summary>
    /// <param name="values">As many on each.</param>
    /// <param name="root">The rank that has them.</param>
    /// <exception cref="Runtime.GroupException">Another rank has failed.</exception>
    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged
    {
        fixed (T* data = values)
        {
            nint request;
            Check(
                Native.MPI_Ibcast(data, BytesOf<T>(values.Length), Abi.Byte, root, Handle(messages), &request),
                nameof(Native.MPI_Ibcast)
            );
            Await(ref request, letsGo: true);
        }
    }

    /// <summary>Sends to one rank and receives from another, or the same.</summary>
    /// <param name="sent">What goes.</param>
    /// <param name="to">Where, or <see cref="NoRank"/>.</param>
    /// <param name="received">Takes as much as is sent to this rank.</param>
    /// <param name="from">From where, or <see cref="NoRank"/>.</param>
    /// <param name="tag">A number by which messages are told apart, at least 0.</param>
    /// <exception cref="Runtime.GroupException">Another rank has failed.</exception>
    public void SendReceive<T>(ReadOnlySpan<T> sent, int to, Span<T> received, int from, int tag = 0)
        where T : unmanaged
    {
        fixed (T* source = sent)
        fixed (T* target = received)
        {
            var receiving = Begin(target, received.Length, from, tag, sends: false);
            var sending = Begin(source, sent.Length, to, tag, sends: true);
            var isThere = false;
            try
            {
                Await(ref receiving, letsGo: true);
                isThere = true;
                Await(ref sending, letsGo: true);
            }
            catch when (!isThere)
            {
                Cancel(receiving);
                throw;
            }
        }
    }

    /// <summary>Begins to send.</summary>
    /// <param name="values">What goes: not to be changed before <see cref="MpiTransfer.Wait"/>.</param>
    /// <param name="to">Where, or <see cref="NoRank"/>.</param>
    /// <param name="tag">A number by which messages are told apart, at least 0.</param>
    public MpiTransfer Send<T>(ReadOnlyMemory<T> values, int to, int tag = 0)
        where T : unmanaged
    {
        var pin = values.Pin();
        return new(this, pin, Begin((T*)pin.Pointer, values.Length, to, tag, sends: true));
    }

    /// <summary>Begins to receive.</summary>
    /// <param name="values">Takes as much as is sent: not to be used before <see cref="MpiTransfer.Wait"/>.</param>
    /// <param name="from">From where, or <see cref="NoRank"/>.</param>
    /// <param name="tag">A number by which messages are told apart, at least 0.</param>
    public MpiTransfer Receive<T>(Memory<T> values, int from, int tag = 0)
        where T : unmanaged
    {
        var pin = values.Pin();
        return new(this, pin, Begin((T*)pin.Pointer, values.Length, from, tag, sends: false));
    }

    /// <summary>Waits for a transfer.</summary>
    internal void Wait(ref nint request)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Await(ref request, letsGo: true);
    }

    private nint Begin<T>(T* data, int count, int other, int tag, bool sends)
        where T : unmanaged
    {
        nint request = 0;
        var bytes = BytesOf<T>(count);
        var rank = other == NoRank ? Abi.NoProcess : other;
        Check(
            sends
                ? Native.MPI_Isend(data, bytes, Abi.Byte, rank, tag, Handle(messages), &request)
                : Native.MPI_Irecv(data, bytes, Abi.Byte, rank, tag, Handle(messages), &request),
            sends ? nameof(Native.MPI_Isend) : nameof(Native.MPI_Irecv)
        );
        return request;
    }

    /// <summary>Nothing is to come into memory that is not this call's any more.</summary>
    private static void Cancel(nint request)
    {
        _ = Native.MPI_Cancel(&request);
        _ = Native.MPI_Request_free(&request);
    }

    private static int BytesOf<T>(int count) => checked(count * Unsafe.SizeOf<T>());
}
