/// `dotnet fsi build.fsx <target>`: everything that the project can do, each target setting up all that it needs.
#load "build/shared/Results.fsx"
#load "build/shared/Native.fsx"

open System.IO
open Shell
open Steps

/// The command's own tests, all of them, of the command that `native` compiled ahead of time and that takes little time to
/// start; but not those of pages, which do without it.
let testAheadOfTime () : Results.Result =
    let name = "tests/Cli, ahead of time"

    match Native.published () with
    | Ok command ->
        let tests = Results.commandOf "tests/Cli" [ "FullyQualifiedName!~PageTests" ]
        let environment = [ $"SCHEDULES_COMMAND={command}"; "SCHEDULES_CAMPAIGN=full" ]
        Results.count name (tests @ List.collect (fun setting -> [ "--environment"; setting ]) environment)
    | Error why -> Results.skip name why

/// Runs every test project, two at a time, with a sample of each campaign.
let test (Built, Formatted) : unit =
    let counting =
        [ for project in Results.projects do
              async { return Results.count project (Results.commandOf project []) }
          async { return testAheadOfTime () } ]

    Results.runAll 2 counting |> Results.conclude

/// Burgers, unless another sample is named; builds that one only.
let run (words: string list) Restored : unit =
    let sample, rest =
        match words with
        | "acoustic" :: rest -> "Acoustic", rest
        | "burgers" :: rest
        | rest -> "Burgers", rest

    let given (option: string) =
        rest |> List.exists _.StartsWith(option)

    let unless (isGiven: bool) (options: string list) = if isGiven then [] else options

    let options =
        match sample, rest with
        | _, "help" :: _ -> [ "--help" ]
        | "Acoustic", _ when not (given "--help" || given "-h" || given "-?") ->
            Directory.CreateDirectory "artifacts" |> ignore

            unless (given "--verify") [ "--verify" ]
            @ unless (given "--output") [ "--output"; "artifacts/acoustic.svg" ]
            @ rest
        | _ -> rest

    let Built = buildOnly $"samples/{sample}" Restored
    say $"samples/{sample}: running"
    sh $"dotnet run --project samples/{sample} -c Release --no-build --" options

let own: (string * string * (string list -> unit)) list =
    [ "run",
      "Computes and verifies the gradient of a sample, `burgers` (if none is named) or `acoustic`; options follow, or `help`",
      (fun rest -> restore () |> run rest)
      "test",
      "Checks the format, builds, and runs all tests, with a sample of each campaign",
      (fun _ -> let restored = restore () in test (build restored, checkFormat restored))
      "build", "Builds everything", (fun _ -> restore () |> build |> ignore)
      "format", "Formats all sources", (fun _ -> restore () |> format |> ignore)
      "check-format", "Checks the format of all sources", (fun _ -> restore () |> checkFormat |> ignore) ]

/// Each further target is a script in build/, which begins with what it does.
let scripts: (string * string * (string list -> unit)) list =
    [ for path in Directory.GetFiles("build", "*.fsx") |> Array.sort do
          let what = (File.ReadLines path |> Seq.head).TrimStart('/').Trim().TrimEnd('.')
          Path.GetFileNameWithoutExtension path, what, (fun rest -> sh $"dotnet fsi {path} --" rest) ]

let targets = own @ scripts

match List.ofArray fsi.CommandLineArgs[1..] with
| name :: rest when targets |> List.exists (fun (target, _, _) -> target = name) ->
    let _, _, action = targets |> List.find (fun (target, _, _) -> target = name)
    action rest
| words ->
    match words with
    | name :: _ -> eprintfn "unknown target: %s" name
    | [] -> eprintfn "which target?"

    for name, what, _ in targets do
        eprintfn "  %-13s %s" name what

    exit 2
