using System.Runtime.InteropServices;

namespace Schedules.Mpi;

/// <summary>The calls of MPI that are used here. A handle is a pointer in one ABI and an int in the
/// other: as a native integer it is passed in the same register, and a place for it is large enough
/// for both, on machines of 64 bits whose low bytes come first.</summary>
internal static unsafe partial class Native
{
    /// <summary>The name that <see cref="MpiLibrary"/> resolves.</summary>
    public const string Library = "mpi";

    [LibraryImport(Library)]
    public static partial int MPI_Initialized(int* flag);

    [LibraryImport(Library)]
    public static partial int MPI_Finalized(int* flag);

    [LibraryImport(Library)]
    public static partial int MPI_Init_thread(int* argc, byte*** argv, int required, int* provided);

    [LibraryImport(Library)]
    public static partial int MPI_Query_thread(int* provided);

    [LibraryImport(Library)]
    public static partial int MPI_Finalize();

    [LibraryImport(Library)]
    public static partial int MPI_Abort(nint communicator, int code);

    [LibraryImport(Library)]
    public static partial int MPI_Error_string(int code, byte* text, int* length);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_set_errhandler(nint communicator, nint handler);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_rank(nint communicator, int* rank);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_size(nint communicator, int* size);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_dup(nint communicator, nint* copy);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_free(nint* communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Iallreduce(
        nint from,
        void* to,
        int count,
        nint type,
        nint operation,
        nint communicator,
        nint* request
    );

    [LibraryImport(Library)]
    public static partial int MPI_Iallgather(
        void* from,
        int fromCount,
        nint fromType,
        void* to,
        int toCount,
        nint toType,
        nint communicator,
        nint* request
    );

    [LibraryImport(Library)]
    public static partial int MPI_Ibcast(void* data, int count, nint type, int root, nint communicator, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Ibarrier(nint communicator, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Isend(
        void* data,
        int count,
        nint type,
        int to,
        int tag,
        nint communicator,
        nint* request
    );

    [LibraryImport(Library)]
    public static partial int MPI_Irecv(
        void* data,
        int count,
        nint type,
        int from,
        int tag,
        nint communicator,
        nint* request
    );

    [LibraryImport(Library)]
    public static partial int MPI_Recv(
        void* data,
        int count,
        nint type,
        int from,
        int tag,
        nint communicator,
        nint status
    );

    [LibraryImport(Library)]
    public static partial int MPI_Iprobe(int from, int tag, nint communicator, int* flag, nint status);

    [LibraryImport(Library)]
    public static partial int MPI_Test(nint* request, int* flag, nint status);

    [LibraryImport(Library)]
    public static partial int MPI_Cancel(nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Request_free(nint* request);
}
