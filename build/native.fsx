/// Publishes libschedules and the command, compiled ahead of time for this machine, to artifacts/native.
///
///     dotnet fsi build.fsx native    the library, its headers, Python and Fortran files, and the command
///
/// Needs clang and zlib (Debian: clang, zlib1g-dev). Then `test` has both to test. The exit code 3 says that the compiler warns of
/// something new.
#load "shared/Native.fsx"

open Shell
open Steps

helpOf "native" (List.ofArray fsi.CommandLineArgs[1..])

if not Native.canPublish then
    eprintfn "clang is not in PATH: the machine's packages have it (Debian: clang, zlib1g-dev)"
    exit 1

let Restored = restore ()
Native.library ()
Native.command ()
