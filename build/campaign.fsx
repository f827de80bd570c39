/// Runs the campaigns in full: what `test` runs a sample of. Names of campaigns follow, or none for all.
///
///     dotnet fsi build.fsx campaign          all
///     dotnet fsi build.fsx campaign kills    one of them
///     dotnet fsi build.fsx campaign list     their names
///
/// SCHEDULES_SEED=<n> gives another seed than 1, of which each campaign makes its own; a failure is replayed with it.
#load "shared/Results.fsx"

open System
open Shell
open Steps

/// A name, what is gone through, and the arguments of `dotnet`; what that prints is counted.
type Campaign = string * string * string list

/// Tests with the trait `Campaign` of that name; they see SCHEDULES_CAMPAIGN=full.
let tests (project: string) (name: string) (what: string) : Campaign =
    name, what, Results.commandOf project [ $"Campaign={name}" ]

/// A script in build/.
let script (name: string) (what: string) (words: string list) : Campaign =
    name, what, [ "fsi"; $"build/{name}.fsx"; "--" ] @ words

let campaigns: Campaign list =
    [ "properties", "all sizes of what tests/Properties tries a sample of", Results.commandOf "tests/Properties" []
      tests "tests/Runtime" "families" "every family stopped, failed, gone on from, alone and on two ranks"
      tests "tests/Interop" "families" "every family gone on from after every crash, through the facade"
      tests "tests/Runtime" "kills" "runs that are killed, time and again, come to the same bits"
      tests "tests/Runtime" "power-cuts" "runs whose power is cut, what was not flushed being lost or torn, go on"
      tests "tests/Runtime" "faults" "runs whose device fails say so, and go on"
      tests "tests/Runtime" "large" "checkpoints of 2.5 GiB"
      tests "tests/Runtime" "sizes" "checkpoints and states of more than 2 GiB, around every boundary"
      tests "tests/Interleavings" "interleavings" "threads that meet in every way lose nothing, and none waits for ever"
      tests "tests/Runtime" "ranks" "what happens to one rank at any moment, ends or stops all of them"
      tests "tests/Mpi" "ranks" "runs of many ranks come to the bits of one process, and none waits for ever"
      tests
          "tests/Cli"
          "documentation"
          "every page of the documentation, every command line that it shows, and the help"
      script "pack" "what is in the packages" []
      script "install" "what the packages make in an empty directory" []
      tests "tests/Interop" "parsers" "texts that are almost right, read or refused, and nothing else"
      script "prove" "what is proved, what must be rejected, and that the library agrees" []
      script "mutants" "a sample of the changes of the core that the tests have to find" [ "--sample"; "6" ] ]

let words = List.ofArray fsi.CommandLineArgs[1..]
helpOf "campaign" words

let chosen =
    match words with
    | [] -> campaigns
    | names ->
        match names |> List.filter (fun name -> campaigns |> List.forall (fun (known, _, _) -> known <> name)) with
        | [] -> campaigns |> List.filter (fun (name, _, _) -> List.contains name names)
        | unknown ->
            if unknown <> [ "list" ] then
                eprintfn "no such campaign: %s; there are:" (String.concat ", " unknown)

            for name, what, _ in campaigns do
                say $"  %-13s{name} {what}"

            exit (if unknown = [ "list" ] then 0 else 2)

Environment.SetEnvironmentVariable("SCHEDULES_CAMPAIGN", "full")
let Built = restore () |> build

[ for name, _, arguments in chosen -> async { return Results.count name arguments } ]
|> Results.runAll 1
|> Results.conclude
