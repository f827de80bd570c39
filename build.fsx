/// `dotnet fsi build.fsx <target>`: everything that the project can do, each target setting up all that it needs.
/// A step takes the evidence of the steps that it depends on, so that they cannot be run in the wrong order.
open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions

Environment.CurrentDirectory <- __SOURCE_DIRECTORY__

type Restored = Restored
type Formatted = Formatted
type Built = Built
type CoreBuilt = CoreBuilt

/// Runs a command to its end, showing or returning what it prints; a failure ends the script with the same exit code.
let private start (capture: bool) (command: string) (arguments: string list) : string =
    let info = ProcessStartInfo(command, arguments, RedirectStandardOutput = capture)
    use child = Process.Start info
    let output = if capture then child.StandardOutput.ReadToEnd() else ""
    child.WaitForExit()

    if child.ExitCode <> 0 then
        eprintf "%s" output
        eprintfn "failed: %s %s" command (String.concat " " arguments)
        exit child.ExitCode

    output

let sh (line: string) (extra: string list) : unit =
    let words = List.ofArray (line.Split ' ')
    start false words.Head (words.Tail @ extra) |> ignore

let quietly (line: string) : string =
    let words = List.ofArray (line.Split ' ')
    start true words.Head words.Tail

/// Paket's feed is the machine's own; its address goes nowhere but into the lock file, which is not committed.
let restore () : Restored =
    if String.IsNullOrEmpty(Environment.GetEnvironmentVariable "NUGET_FEED") then
        let feeds = (quietly "dotnet nuget list source --format short").Split '\n'

        match feeds |> Array.tryFind _.StartsWith("E ") with
        | Some feed -> Environment.SetEnvironmentVariable("NUGET_FEED", feed.Substring(2).Trim())
        | None ->
            eprintfn "no package feed is enabled: `dotnet nuget list source` shows none, and NUGET_FEED is not set"
            exit 1

    quietly "dotnet tool restore" |> ignore
    quietly "dotnet paket install" |> ignore
    Restored

let sources = [ "src"; "tests"; "samples"; "bench" ]
let fsharp = sources @ [ "docs"; "build.fsx" ]

let format Restored : Formatted =
    sh "dotnet fantomas" fsharp
    sh "dotnet csharpier format" sources
    Formatted

let checkFormat Restored : Formatted =
    sh "dotnet fantomas --check" fsharp
    sh "dotnet csharpier check" sources
    Formatted

let build Restored : Built =
    sh "dotnet build Schedules.slnx -c Release --nologo -v quiet -clp:ErrorsOnly" []
    Built

/// Runs every test project, and sums what they say of themselves; a project that ran no test is a failure.
let test (Built, Formatted) : unit =
    let count (word: string) (output: string) =
        Regex.Matches(output, $@"\b(?:{word}):\s+(\d+)") |> Seq.sumBy (fun hit -> int hit.Groups[1].Value)

    let results =
        [ for command in
              [ "run --project tests/Properties -c Release --no-build -- --summary --no-spinner --colours 0"
                for project in [ "Interop"; "Runtime"; "Cli" ] do
                    $"test tests/{project} -c Release --no-build --nologo" ] do
              let info = ProcessStartInfo("dotnet", command, RedirectStandardOutput = true)

              use child = Process.Start info
              let output = child.StandardOutput.ReadToEnd()
              child.WaitForExit()
              printf "%s" output
              let passed, failed = count "Passed" output, count "Failed|Errored" output
              let skipped = count "Skipped|Ignored" output

              if passed + failed = 0 then
                  eprintfn "no test was run by: dotnet %s" command

              passed, failed, skipped, child.ExitCode = 0 && passed + failed > 0 ]

    let sum choose = List.sumBy choose results
    let passed = sum (fun (passed, _, _, _) -> passed)
    let failed = sum (fun (_, failed, _, _) -> failed)
    let skipped = sum (fun (_, _, skipped, _) -> skipped)

    if skipped > 0 then
        printfn "%d skipped: what they need is not on this machine" skipped

    printfn "%d passed, %d failed" passed failed

    if results |> List.exists (fun (_, _, _, sound) -> not sound) then
        exit 1

/// Burgers, unless another sample is named.
let run (arguments: string list) Built : unit =
    let sample, rest =
        match arguments with
        | "acoustic" :: rest ->
            Directory.CreateDirectory "artifacts" |> ignore

            let given (option: string) =
                rest |> List.exists _.StartsWith(option)

            let verify = if given "--verify" then [] else [ "--verify" ]

            let output =
                if given "--output" then
                    []
                else
                    [ "--output"; "artifacts/acoustic.png" ]

            "Acoustic", verify @ output @ rest
        | "burgers" :: rest
        | rest -> "Burgers", rest

    sh $"dotnet run --project samples/{sample} -c Release --no-build --" rest

let bench (arguments: string list) Built : unit =
    sh
        "dotnet run --project bench -c Release --no-build --"
        (if arguments.IsEmpty then [ "--filter"; "*" ] else arguments)

let pack Built : unit =
    sh "dotnet pack Schedules.slnx -c Release --no-build --nologo -o artifacts" []

let buildCore Restored : CoreBuilt =
    sh "dotnet build src/Schedules.FSharp -c Release --nologo -v quiet -clp:ErrorsOnly" []
    CoreBuilt

/// What fsdocs complains of; it goes on, and says so in its output only. That there are no addresses on the net to link to
/// ("please set") is as it should be.
let private complaints (output: string) : string list =
    let isComplaint (line: string) =
        Regex.IsMatch(line, @"\b(warning|error|exception|failed|could not|skipping)\b", RegexOptions.IgnoreCase)

    output.Split '\n' |> Array.filter isComplaint |> List.ofArray

/// Makes the links of a page relative, so that it opens from the disk, too; gives those that lead nowhere. The reference shows
/// types that are internal, but has no pages of them: there, what would lead nowhere is no link.
let private link (folder: string) (page: string) : string list =
    let directory = Path.GetDirectoryName page
    let up = Path.GetRelativePath(directory, folder)
    // fsdocs names the reference after the directory that it is started in.
    let name = Path.GetFileName Environment.CurrentDirectory

    let isThere (hit: Match) =
        File.Exists(Path.Combine(directory, hit.Groups[1].Value))

    let unlinked =
        Regex.Replace(
            File
                .ReadAllText(page)
                .Replace("/@root/", $"{up}/")
                .Replace($" ({name}) – ", " – ")
                .Replace($"{name} (API Reference)", "Reference"),
            @"<a href=""(\.\./reference/[^""#:]+)"">(.*?)</a>",
            fun hit -> if isThere hit then hit.Value else hit.Groups[2].Value
        )

    File.WriteAllText(page, unlinked)

    [ for hit in Regex.Matches(unlinked, @"(?:href|src)=""([^""#:]+)[""#]") do
          if not (isThere hit) then
              $"{page}: {hit.Groups[1].Value} is not there" ]

/// The pages in docs, evaluated, and the reference, in artifacts/docs. Fails on whatever is not as it should be.
let docs Built : unit =
    let folder = Path.GetFullPath "artifacts/docs"

    // fsdocs passes over what a page throws; run as scripts, they end with an error.
    for page in Directory.GetFiles("docs", "*.fsx") do
        quietly $"dotnet fsi --warnaserror {page}" |> ignore

    let projects =
        [ for name in [ "FSharp.fsproj"; "Interop.csproj"; "Runtime.csproj" ] do
              Path.GetFullPath $"src/Schedules.{Path.GetFileNameWithoutExtension name}/Schedules.{name}" ]

    let arguments =
        [ yield! [ "fsdocs"; "build"; "--eval"; "--strict"; "--nodefaultcontent" ]
          yield! [ "--output"; folder; "--properties"; "Configuration=Release" ]
          yield! [ "--parameters"; "root"; "/@root/"; "fsdocs-collection-name"; "Schedules" ]
          "--projects"
          yield! projects ]

    // What it knows of projects built before would hide complaints.
    for leftover in [ ".fsdocs"; folder ] do
        if Directory.Exists leftover then
            Directory.Delete(leftover, true)

    let info =
        ProcessStartInfo("dotnet", arguments, RedirectStandardOutput = true, RedirectStandardError = true)

    use child = Process.Start info
    let errors = child.StandardError.ReadToEndAsync()
    let output = child.StandardOutput.ReadToEnd() + errors.Result
    child.WaitForExit()

    let pages, rest =
        if child.ExitCode = 0 then
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            |> List.ofArray
            |> List.filter (fun file -> Path.GetDirectoryName file <> Path.Combine(folder, "content"))
            |> List.partition (fun file -> Path.GetExtension file = ".html")
        else
            [], []

    // The same in Markdown and JSON, with links to an address on the net, which there is not.
    rest |> List.iter File.Delete

    match complaints output @ List.collect (link folder) pages with
    | [] when child.ExitCode = 0 -> printfn "%d pages: artifacts/docs/index.html" pages.Length
    | found ->
        if child.ExitCode <> 0 then
            eprintfn "%s" output

        found |> List.iter (eprintfn "%s")
        exit 1

/// Ends as one ends it: F# Interactive gives 1 where its input ends, which is no failure.
let repl CoreBuilt : unit =
    use child = Process.Start("dotnet", "fsi --nologo --use:samples/repl.fsx")
    child.WaitForExit()

let targets: (string * string * (string list -> unit)) list =
    [ "run",
      "computes and verifies the gradient of a sample, `burgers` (if none is named) or `acoustic`; options follow",
      (fun rest -> restore () |> build |> run rest)
      "test",
      "checks the format, builds, and runs all tests",
      (fun _ -> let restored = restore () in test (build restored, checkFormat restored))
      "build", "builds everything", (fun _ -> restore () |> build |> ignore)
      "bench", "runs the benchmarks; options of BenchmarkDotNet follow", (fun rest -> restore () |> build |> bench rest)
      "docs", "builds the documentation, with the reference, in artifacts/docs", (fun _ -> restore () |> build |> docs)
      "pack", "writes the NuGet packages to artifacts/", (fun _ -> restore () |> build |> pack)
      "format", "formats all sources", (fun _ -> restore () |> format |> ignore)
      "check-format", "checks the format of all sources", (fun _ -> restore () |> checkFormat |> ignore)
      "repl", "opens F# Interactive with the core", (fun _ -> restore () |> buildCore |> repl) ]

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
