using System.Reflection;
using System.Runtime.InteropServices;

namespace Schedules.Mpi;

/// <summary>Finds the library of MPI: the one that the process has, or that of the launcher, or the
/// one that is named in <see cref="Variable"/>.</summary>
internal static partial class MpiLibrary
{
    /// <summary>The environment variable with the path of the library, or its name for the
    /// loader.</summary>
    public const string Variable = "SCHEDULES_MPI";

    private const int LoadNow = 2;
    private const int OnlyIfLoaded = 4;
    private const int SymbolsForAll = 0x100;

    private static readonly string[] OpenMpi = ["libmpi.so.40", "libmpi.so.80"];
    private static readonly string[] Mpich = ["libmpich.so.12", "libmpi.so.12", "libmpi_intel.so.12"];

    private static readonly Lazy<MpiAbi> Loaded = new(Begin);

    /// <summary>The constants of the library, which is loaded if it was not.</summary>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public static MpiAbi Abi => Loaded.Value;

    /// <summary>Loads the library: before the first call of it.</summary>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public static void Load() => _ = Loaded.Value;

    private static MpiAbi Begin()
    {
        var handle = Find();
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            (name, _, _) => name == Native.Library ? handle : 0
        );
        return MpiAbi.Of(handle);
    }

    private static nint Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Open(named, 0) is var given and not 0
                ? given
                : throw new DllNotFoundException(
                    $"{Variable} is {named}, which cannot be loaded; allowed: the path of a library of MPI, or its name for the loader"
                );
        var all = IsOfMpich() ? Mpich.Concat(OpenMpi) : OpenMpi.Concat(Mpich);
        foreach (var name in all)
            if (Open(name, OnlyIfLoaded) is var there and not 0)
                return there;
        foreach (var name in all)
            if (Open(name, 0) is var found and not 0)
                return found;
        throw new DllNotFoundException(
            $"no library of MPI is found ({string.Join(", ", all)}): install Open MPI or MPICH, or name the library in {Variable}"
        );
    }

    /// <summary>Whether the launcher is Hydra, or one of its kin.</summary>
    private static bool IsOfMpich() =>
        Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_SIZE") is null
        && (
            Environment.GetEnvironmentVariable("MPI_LOCALNRANKS") is not null
            || Environment.GetEnvironmentVariable("PMI_RANK") is not null
        );

    /// <summary>Loads a library with symbols that all that it loads itself can see, as the parts of
    /// Open MPI expect; 0 if that cannot be.</summary>
    private static nint Open(string name, int how)
    {
        try
        {
            return dlopen(name, LoadNow | SymbolsForAll | how);
        }
        catch (DllNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint dlopen(string name, int flags);
}
