/// Steps that targets share. A step takes the evidence of the steps that it depends on, so that they cannot be run in the wrong order.
module Steps

#load "Shell.fsx"

open System
open System.IO
open Shell

type Restored = Restored
type Formatted = Formatted
type Built = Built

/// Paket's feed is the machine's own; its address goes nowhere but into the lock file, which is not committed.
let restore () : Restored =
    if String.IsNullOrEmpty(Environment.GetEnvironmentVariable "NUGET_FEED") then
        let feeds = (quietly "dotnet nuget list source --format short").Split '\n'

        match feeds |> Array.tryFind _.StartsWith("E ") with
        | Some feed -> Environment.SetEnvironmentVariable("NUGET_FEED", feed.Substring(2).Trim())
        | None ->
            eprintfn "no package feed is enabled: `dotnet nuget list source` shows none, and NUGET_FEED is not set"
            exit 1

    say "packages: restoring"
    quietly "dotnet tool restore" |> ignore

    // Not by Paket's `install`, which restores every project for the compiler as well: `dotnet build` does that for those that
    // it builds.
    if
        not (File.Exists "paket.lock")
        || File.GetLastWriteTimeUtc "paket.lock" < File.GetLastWriteTimeUtc "paket.dependencies"
    then
        quietly "dotnet paket update --no-install" |> ignore
        File.SetLastWriteTimeUtc("paket.lock", DateTime.UtcNow)

    quietly "dotnet paket restore" |> ignore
    // Restored once, not again for each project.
    Environment.SetEnvironmentVariable("PaketDisableGlobalRestore", "true")
    Restored

let private compile (what: string) : unit =
    say $"{what}: building"
    // A compiler ends before a profile of it would pay.
    under [ "DOTNET_TieredPGO", "0" ] (fun () ->
        sh $"dotnet build {what} -c Release --nologo -v quiet -clp:ErrorsOnly;NoSummary" [])

let build Restored : Built =
    compile "Schedules.slnx"
    Built

/// One project, with what it refers to.
let buildOnly (project: string) Restored : Built =
    compile project
    Built

let private sources = [ "src"; "tests"; "samples"; "bench" ]
let private fsharp = sources @ [ "docs"; "build"; "proofs"; "build.fsx" ]

let format Restored : Formatted =
    sh "dotnet fantomas" fsharp
    sh "dotnet csharpier format" sources
    Formatted

let checkFormat Restored : Formatted =
    say "format: checking"
    sh "dotnet fantomas --check" fsharp
    sh "dotnet csharpier check" sources
    Formatted

/// If the first word asks for help, prints what a target's script begins with, and ends. (F# Interactive takes `--help` for itself,
/// unless `--` stands before it.)
let helpOf (target: string) (words: string list) : unit =
    match words with
    | ("help" | "--help" | "-h") :: _ ->
        File.ReadLines $"build/{target}.fsx"
        |> Seq.takeWhile _.StartsWith("///")
        |> Seq.iter (fun line -> say (line.Substring(3).Trim()))

        exit 0
    | _ -> ()
