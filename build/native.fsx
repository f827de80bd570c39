/// Publishes libschedules, compiled ahead of time for this machine, to artifacts/native.
///
///     dotnet fsi build.fsx native    the library, its headers, Python and Fortran files
///
/// Needs clang and zlib (Debian: clang, zlib1g-dev). Then `dotnet test tests/Native` has something to test.
#load "shared/Native.fsx"

open Shell
open Steps

helpOf "native" (List.ofArray fsi.CommandLineArgs[1..])

if not Native.canPublish then
    eprintfn "clang is not in PATH: the machine's packages have it (Debian: clang, zlib1g-dev)"
    exit 1

let Restored = restore ()
Native.library ()
