using System.Runtime.InteropServices;

namespace Schedules.Mpi;

/// <summary>The constants of an implementation of MPI, which differ between the two ABIs.</summary>
internal sealed record MpiAbi
{
    /// <summary>A process that is none: what is sent there goes nowhere.</summary>
    public required int NoProcess { get; init; }

    public required int AnySource { get; init; }

    public required nint World { get; init; }

    public required nint Byte { get; init; }

    public required nint Int64 { get; init; }

    public required nint Double { get; init; }

    public required nint Maximum { get; init; }

    public required nint ErrorsReturn { get; init; }

    /// <summary>In place of what is sent: it is where the result goes.</summary>
    public required nint InPlace { get; init; }

    /// <summary>In place of a status that nobody asks for.</summary>
    public required nint IgnoreStatus { get; init; }

    /// <summary>That of a library: of Open MPI, whose handles are its exported objects, or else of
    /// MPICH, Intel MPI, MVAPICH and others, which share an ABI of ints.</summary>
    /// <param name="library">The library.</param>
    public static MpiAbi Of(nint library) =>
        NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out var world)
            ? new()
            {
                NoProcess = -2,
                AnySource = -1,
                World = world,
                Byte = NativeLibrary.GetExport(library, "ompi_mpi_byte"),
                Int64 = NativeLibrary.GetExport(library, "ompi_mpi_int64_t"),
                Double = NativeLibrary.GetExport(library, "ompi_mpi_double"),
                Maximum = NativeLibrary.GetExport(library, "ompi_mpi_op_max"),
                ErrorsReturn = NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
                InPlace = 1,
                IgnoreStatus = 0,
            }
            : new()
            {
                NoProcess = -1,
                AnySource = -2,
                World = 0x44000000,
                Byte = 0x4c00010d,
                Int64 = 0x4c00083a,
                Double = 0x4c00080b,
                Maximum = 0x58000001,
                ErrorsReturn = 0x54000001,
                InPlace = -1,
                IgnoreStatus = 1,
            };
}
