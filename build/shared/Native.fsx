/// What is compiled ahead of time, for the machine that this runs on, into artifacts/native.
module Native

#load "Steps.fsx"

open System
open System.IO
open System.Text.RegularExpressions
open Shell

let target = Path.Combine("artifacts", "native")

let private inPath (name: string) : bool =
    (Environment.GetEnvironmentVariable "PATH").Split Path.PathSeparator
    |> Array.exists (fun folder -> folder <> "" && File.Exists(Path.Combine(folder, name)))

let canPublish: bool = inPath "clang"

/// Warnings of the trimmer and of the compiler, each once.
let private warnings (output: string) : string list =
    [ for hit in Regex.Matches(output, @"warning IL\d+: .*") do
          Regex.Replace(hit.Value, @" \[[^\]]*\]\s*$", "").Trim() ]
    |> List.distinct

/// What is known of, and why nothing gets there: docs/native.md.
let private known: Regex list =
    [ Regex "FSharp\.Core|Microsoft\.FSharp|FSharpFunc|InvokeFast" ]

let private publish (project: string) : unit =
    say $"{project}: compiling ahead of time"

    let outcome =
        capture
            "dotnet"
            [ "publish"
              $"src/{project}"
              "-c"
              "Release"
              "-p:AheadOfTime=true"
              "--use-current-runtime"
              "--nologo"
              "-v"
              "quiet"
              "-o"
              Path.Combine("artifacts", "aot", project) ]

    if outcome.Code <> 0 then
        eprintf "%s" outcome.Output
        exit outcome.Code

    let found = warnings outcome.Output

    for warning in found do
        say $"  {warning}"

    match
        found
        |> List.filter (fun warning -> known |> List.forall (fun known -> not (known.IsMatch warning)))
    with
    | [] -> ()
    | unknown ->
        eprintfn "%d warnings that are not known: see docs/native.md" unknown.Length
        exit 1

let private copy (source: string) (folder: string) (name: string) : unit =
    let folder = Path.Combine(target, folder)
    Directory.CreateDirectory folder |> ignore
    File.Copy(source, Path.Combine(folder, name), true)

let private pkgConfig (version: string) : string =
    $"""prefix=${{pcfiledir}}/../..
libdir=${{prefix}}/lib
includedir=${{prefix}}/include

Name: schedules
Description: Checkpointing schedules for adjoint calculations
Version: {version}
Cflags: -I${{includedir}}
Libs: -L${{libdir}} -lschedules
"""

let private version: string =
    Regex.Match(File.ReadAllText "Directory.Build.props", "<Version>(.*)</Version>").Groups[1].Value

/// The library with what its users need.
let library () : unit =
    publish "Schedules.Native"
    let published = Path.Combine("artifacts", "aot", "Schedules.Native")

    let library =
        [ "libschedules.so"; "libschedules.dylib"; "schedules.dll" ]
        |> List.map (fun name -> Path.Combine(published, name))
        |> List.find File.Exists

    copy library "lib" (Path.GetFileName library)
    // It is as new as the sources, also where there was nothing to link again.
    File.SetLastWriteTimeUtc(Path.Combine(target, "lib", Path.GetFileName library), DateTime.UtcNow)

    for folder in [ "include"; "python"; "fortran" ] do
        for file in Directory.GetFiles $"src/Schedules.Native/{folder}" do
            copy file folder (Path.GetFileName file)

    Directory.CreateDirectory(Path.Combine(target, "lib", "pkgconfig")) |> ignore
    File.WriteAllText(Path.Combine(target, "lib", "pkgconfig", "schedules.pc"), pkgConfig version)
    say $"{target}: lib, include, python, fortran"
