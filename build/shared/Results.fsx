/// Test projects, and sums of what they say of themselves.
module Results

#load "Steps.fsx"

open System.IO
open System.Text.RegularExpressions
open Shell

/// Sound: it ended well and ran a test.
type Result =
    { Passed: int
      Failed: int
      Skipped: int
      Failures: string list
      Sound: bool }

/// A project in a directory of its own under tests. Those that take longest come first, so that none of them is left for the end.
let projects: string list =
    let long =
        [ "tests/Properties"; "tests/Runtime"; "tests/Cli"; "tests/Interleavings" ]

    Directory.GetDirectories "tests"
    |> Array.filter (fun directory -> Directory.GetFiles(directory, "*.*proj").Length > 0)
    |> Array.map (fun directory -> directory.Replace('\\', '/'))
    |> Array.sortBy (fun project -> List.tryFindIndex ((=) project) long |> Option.defaultValue long.Length, project)
    |> List.ofArray

/// Under the test platform, or a program that is its own runner; `filter` as `dotnet test` has it.
let commandOf (project: string) (filter: string list) : string list =
    if File.ReadAllText(Path.Combine(project, "paket.references")).Contains "Microsoft.NET.Test.Sdk" then
        [ "test"; project; "-c"; "Release"; "--no-build"; "--nologo" ]
        @ (filter |> List.collect (fun words -> [ "--filter"; words ]))
    else
        let options =
            "-c Release --no-build -- --summary --no-spinner --colours 0".Split ' ' |> List.ofArray

        [ "run"; "--project"; project ] @ options @ filter

/// Names of tests that passed, a line each after their number: thousands.
let private namesOfPassed =
    Regex(@"(?<=^Passed: +[\d,]+\r?\n)(?:\t.*\n)+(?=Ignored:)", RegexOptions.Multiline)

/// What each failed test says, as the test platform and Expecto print it.
let private failure =
    Regex(
        @"^ +Failed .+ \[.+\]\r?\n(?:(?! +(?:Failed|Passed|Skipped) |(?:Failed|Passed)!|\[).*\n){0,20}|^.*\bERR\b.*\n(?:(?!\[).*\n){0,20}",
        RegexOptions.Multiline
    )

/// Tests end before a profile of them would pay, nobody waits for one while garbage is collected, memory that the system has
/// given once is cheaper than new, and they run much code once: they need not guard it from being written to.
let private brief =
    [ "DOTNET_TieredPGO", "0"
      "DOTNET_EnableWriteXorExecute", "0"
      "DOTNET_gcConcurrent", "0"
      "DOTNET_GCRetainVM", "1"
      "DOTNET_GCgen0size", "4000000" ]

/// Runs all of these, so many at once, in their order.
let runAll (atOnce: int) (counting: Async<Result> list) : Result list =
    under brief (fun () -> Async.Parallel(counting, atOnce) |> Async.RunSynchronously |> List.ofArray)

/// Runs what prints `Passed: n`, `Failed: n` and the like, and counts.
let count (name: string) (arguments: string list) : Result =
    say $"{name}: running"
    let outcome = capture "dotnet" arguments
    printf "%s" (namesOfPassed.Replace(outcome.Output, ""))

    let sum (words: string) =
        // Expecto writes thousands apart: 1,441.
        Regex.Matches(outcome.Output, $@"\b(?:{words}):\s+(\d+(?:,\d\d\d)*)")
        |> Seq.sumBy (fun hit -> int (hit.Groups[1].Value.Replace(",", "")))

    let passed, failed = sum "Passed", sum "Failed|Errored"

    if passed + failed = 0 then
        eprintfn "%s ran no test" name

    { Passed = passed
      Failed = failed
      Skipped = sum "Skipped|Ignored"
      Failures = [ for hit in failure.Matches outcome.Output -> $"{name}: {hit.Value.Trim()}" ]
      Sound = outcome.Code = 0 && failed = 0 && passed > 0 }

/// What this machine cannot run.
let skip (name: string) (why: string) : Result =
    say $"{name}: skipped: {why}"

    { Passed = 0
      Failed = 0
      Skipped = 1
      Failures = []
      Sound = true }

/// Says what failed again, for it stands far above, and in the last line how much passed and failed; ends with an error
/// if anything is not sound.
let conclude (results: Result list) : unit =
    results |> List.collect _.Failures |> List.iter say
    let skipped = results |> List.sumBy _.Skipped

    if skipped > 0 then
        say $"{skipped} skipped: what they need is not on this machine"

    say $"{results |> List.sumBy _.Passed} passed, {results |> List.sumBy _.Failed} failed"

    if results.IsEmpty || not (results |> List.forall _.Sound) then
        exit 1
