/// F# Interactive with the core's short words, in processes: what the tour prints and
/// writes, and what is typed, is what the core says.
module Schedules.Tests.ReplTests

open System
open System.Diagnostics
open System.IO
open System.Text.RegularExpressions
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private root: string =
    Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, "..", ".."))

type private Ran =
    { Code: int
      Output: string
      Errors: string }

/// Runs `dotnet` in a folder to its end, with what is typed.
let private dotnet (folder: string) (arguments: string list) (typed: string list) : Ran =
    let info =
        ProcessStartInfo(
            "dotnet",
            arguments,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    use child =
        match Process.Start info with
        | null -> failtest "dotnet does not start"
        | child -> child

    let errors = child.StandardError.ReadToEndAsync()
    let output = child.StandardOutput.ReadToEndAsync()

    for line in typed do
        child.StandardInput.WriteLine line

    child.StandardInput.Close()
    child.WaitForExit()

    { Code = child.ExitCode
      Output = output.Result.ReplaceLineEndings "\n"
      Errors = errors.Result.ReplaceLineEndings "\n" }

/// All of these, one after the other.
let private inOrder (expected: string list) (output: string) : unit =
    (0, expected)
    ||> List.fold (fun from text ->
        let at = output.IndexOf(text, from, StringComparison.Ordinal)
        Assert.True(at >= 0, $"after character {from}, \"{text}\" is missing from\n{output}")
        at + text.Length)
    |> ignore

let private picture (schedule: Schedule) : string =
    schedule
    |> Scene.ofSchedule CostModel.standard 1L
    |> orFail string
    |> TextPicture.lines 100
    |> orFail string
    |> String.concat "\n"

let private revolve (steps: int64) (slots: int) : Schedule =
    Revolve.schedule steps slots |> orFail string

let private counts (schedule: Schedule) : string =
    Schedule.predict schedule |> orFail string |> string

let private cost (schedule: Schedule) : float =
    Schedule.cost CostModel.standard schedule |> orFail string

let private sentence (result: Result<'T, SpecError>) : string =
    match result with
    | Ok _ -> failtest "refused nothing"
    | Error error -> string error

let private mine: Action list =
    [ Action.Forward(0L, 2L, true, false, Storage.Ram)
      Action.Forward(2L, 3L, false, true, Storage.Work)
      Action.EndForward
      Action.Reverse(3L, 1L, true) ]

let private violation: string =
    match Profile.run Limits.none Length.Open mine with
    | Ok _ -> failtest "valid"
    | Error violation -> string violation

let private action (index: int) (schedule: Schedule) : string =
    Schedule.actions schedule |> Seq.item index |> Action.toText

let private twoLevel: Schedule =
    TwoLevel.schedule Trajectory.Maximum 4L 2 Storage.Ram
    |> Result.bind (Schedule.ofLength 7L)
    |> orFail string

let private halves: Schedule =
    let policy: Policy =
        { Enter =
            fun l free ->
                if free = 0L then
                    Entry.Record
                else
                    Entry.Keep(0, l / 2L, free - 1L, free - 1L)
          Resume = fun _ free -> Resumption.Release free }

    Schedule.ofPolicy "halves" 16L policy 2L |> orFail string

/// The families of a table, by the cost that stands first in each row.
let private table (output: string) : (float * string) list =
    [ for row in
          Regex.Matches(output, @"^ +([\d.e+]+) +\d+ +[\d.]+  \d+, \d+ +\d+, \d+ +(\S.*)$", RegexOptions.Multiline) ->
          float row.Groups[1].Value, row.Groups[2].Value ]

/// Every family, with whole numbers as one writes them.
let private everyFamily: (string * Result<Schedule, SpecError>) list =
    let costs = CostModel.standard

    [ "Ok None.schedule", Ok None.schedule
      "Ok SingleMemory.schedule", Ok SingleMemory.schedule
      "Ok(SingleDisk.schedule true)", Ok(SingleDisk.schedule true)
      "Revolve.schedule 10 3", Revolve.schedule 10L 3
      "Multistage.schedule Trajectory.Maximum 10 1 2", Multistage.schedule Trajectory.Maximum 10L 1 2
      "TwoLevel.schedule Trajectory.Maximum 4 2 Storage.Ram", TwoLevel.schedule Trajectory.Maximum 4L 2 Storage.Ram
      "PeriodicDisk.schedule 4", PeriodicDisk.schedule 4L
      "Mixed.schedule 10 3 Storage.Disk", Mixed.schedule 10L 3 Storage.Disk
      "UnitSizes.schedule 10 9 { Restart = 2; Dependencies = 3; StifflyAccurate = false } Storage.Disk",
      UnitSizes.schedule
          10L
          9L
          { Restart = 2L
            Dependencies = 3L
            StifflyAccurate = false }
          Storage.Disk
      "HRevolve.schedule 10 [ 1; 2 ] CostModel.standard", HRevolve.schedule 10L [ 1; 2 ] costs
      "DiskRevolve.schedule 10 2 false CostModel.standard", DiskRevolve.schedule 10L 2 false costs
      "OneDRevolve.schedule 10 2 true CostModel.standard", OneDRevolve.schedule 10L 2 true costs
      "PeriodicDiskRevolve.schedule 10 2 (DiskPeriod.Given 4) false CostModel.standard",
      PeriodicDiskRevolve.schedule 10L 2 (DiskPeriod.Given 4L) false costs
      "Optimal.schedule 10 [ 1; 2 ] CostModel.standard", Optimal.schedule 10L [ 1; 2 ] costs
      "Online.schedule OnlinePolicy.R2 3 Storage.Ram", Online.schedule OnlinePolicy.R2 3 Storage.Ram ]

[<Tests>]
let tests =
    testList
        "Repl"
        [ testCase "values print as they read, from the package alone" (fun () ->
              let ten = revolve 10L 3
              let profile = Schedule.profileOf 1L ten |> orFail string

              let position =
                  Scene.ofSchedule CostModel.standard 1L ten
                  |> orFail string
                  |> Scene.positions
                  |> Seq.item 5
                  |> fun (struct (_, position)) -> position

              Assert.Equal($"{ten}; at most: RAM 3\n  takes {counts ten}", $"%A{ten}")

              Assert.Equal(
                  $"the forward stands at step 0 of 10; 0 reversed\n  next: {action 0 ten}",
                  $"%A{Schedule.start ten}"
              )

              // Counts are shown of up to 10^6 steps: of more, predicting may take a while.
              Assert.Contains("takes", $"%A{revolve 1_000_000L 3}")
              Assert.DoesNotContain("takes", $"%A{revolve 1_000_001L 3}")

              Assert.StartsWith("valid: 40 actions for 10 steps\n  25 forward steps, ", $"%A{profile}")
              Assert.Contains("  cost 25; 2.50 forward steps a step", $"%A{profile}")
              Assert.Equal(string position, $"%A{position}")
              Assert.Contains("RAM: restart data of step 0", $"%A{position}")
              Assert.Equal(counts ten, $"%A{Schedule.predict ten |> orFail string}")
              Assert.Equal("DISK", $"%A{Storage.Disk}")

              Assert.Contains(
                  $"%A{CostModel.standard}",
                  "forward step 1, recorded and reversed step 1; a write to RAM and on: 0, 2; a read: 0, 2"
              )

              match Revolve.schedule 10L 0 with
              | Ok _ -> failtest "refused nothing"
              | Error error -> Assert.Equal(string error, $"%A{error}"))

          testCase "the tour runs from anywhere, and shows what the core says" (fun () ->
              let folder = Directory.CreateTempSubdirectory("schedules-").FullName

              try
                  let ran =
                      dotnet folder [ "fsi"; Path.Combine(root, "samples", "explore.fsx"); folder ] []

                  Assert.Equal("", ran.Errors.Trim())
                  Assert.Equal(0, ran.Code)
                  let ten = revolve 10L 3

                  let multistage = Multistage.schedule Trajectory.Maximum 100L 3 2 |> orFail string

                  let slowDisk = CostModel.create 1.0 1.0 [ 0.0; 10.0 ] [ 0.0; 10.0 ] |> orFail string

                  ran.Output
                  |> inOrder
                      [ picture ten
                        $"cost of 10 steps, 3 slots: {cost ten}\n"
                        $"cost of 10^9 steps, 30 slots: {cost (revolve 1_000_000_000L 30)}\n"
                        $"cost with a slow disk: {Schedule.cost slowDisk multistage |> orFail string}\n"
                        $"valid: {Seq.length (Schedule.actions ten)} actions for 10 steps"
                        counts ten
                        "held at most: RAM 3, WORK the dependencies of 1 step\n"
                        $"cost {cost ten}; 2.50 forward steps a step"
                        violation
                        $"   3  {Action.toText mine[3]}\n{violation}"
                        $"{action 0 ten}\n{action 1 ten}\nafter two actions, the forward stands at step 7 of 10; 0 reversed"
                        $"next: {action 2 ten}"
                        "before the second, still, the forward stands at step 4 of 10; 0 reversed"
                        $"next: {action 1 ten}"
                        "after 20 actions, the forward stands at step 6 of 10; 4 reversed\n"
                        "WORK: dependencies of step 5\n  RAM: restart data of step 0, restart data of step 4\n"
                        "of known length, the forward stands at step 7 of 7; 0 reversed"
                        picture twoLevel
                        picture halves
                        counts halves
                        sentence (Revolve.schedule 10L 0)
                        sentence (Revolve.schedule 0L 3) ]

                  let rows = table ran.Output

                  Assert.Equal<(float * string) list>(
                      [ cost (revolve 100L 5), "revolve"
                        cost multistage, "multistage"
                        cost (revolve 100L 3), "revolve" ]
                      |> List.sortBy fst,
                      List.take 3 rows
                  )

                  let fitting = List.skip 3 rows
                  Assert.Equal<(float * string) list>(List.sortBy fst fitting, fitting)
                  let optimum = Optimal.cost 100L [ 3; 10 ] CostModel.standard |> orFail string
                  Assert.Contains((optimum, "optimal"), fitting)
                  Assert.Equal(optimum, fst fitting.Head)

                  let written (name: string) : string list =
                      File.ReadAllLines(Path.Combine(folder, name)) |> List.ofArray

                  let scene (steps: int64) : Scene =
                      Scene.ofSchedule CostModel.standard 1L (revolve steps 8) |> orFail string

                  Assert.Equal<string list>(
                      SvgPicture.lines (scene 1000L) |> orFail string |> List.ofSeq,
                      written "revolve.svg"
                  )

                  Assert.Equal(
                      HtmlPicture.lines (scene 100L) |> orFail string |> String.concat "\n",
                      written "revolve.html" |> String.concat "\n"
                  )
              finally
                  Directory.Delete(folder, true))

          testCase "what is typed is printed as it reads, and refused in one sentence" (fun () ->
              // As the build opens it.
              let opened =
                  Regex
                      .Match(File.ReadAllText(Path.Combine(root, "build", "repl.fsx")), "\"(fsi [^\"]*repl.fsx)\"")
                      .Groups[1].Value

              let ten = revolve 10L 3

              let list = everyFamily |> List.map fst |> String.concat "; "

              let typed =
                  [ "Revolve.schedule 10 3"
                    "Revolve.schedule 10 3 |> show"
                    "Revolve.schedule 10 3 |> cost"
                    "Revolve.schedule 10 3 |> verify"
                    "let c = Revolve.schedule 10 3 |> start"
                    "c |> next"
                    "(get (Revolve.schedule 10 3)).Limits |> ignore; Schedule.predict (get (Revolve.schedule 10 3))"
                    "Revolve.schedule 10 3 |> positions |> Seq.item 1"
                    "let mine = [ Action.Forward(0, 2, true, false, Storage.Ram); Action.Forward(2, 3, false, true, Storage.Work); Action.EndForward; Action.Reverse(3, 1, true) ]"
                    "mine |> verify"
                    "[ Revolve.schedule 10 2; Revolve.schedule 10 3 ] |> compare"
                    "Revolve.schedule 1000 3 |> show"
                    "bySlots (Revolve.schedule 10) [ 2; 3 ]"
                    "help"
                    "SingleMemory.schedule |> start |> next |> setLength 5 |> next"
                    $"[ {list} ] |> List.iteri (fun i built -> printfn \"%%d %%A\" i (get built))"
                    // Refused.
                    "Revolve.schedule 10 0"
                    "Revolve.schedule 10 0 |> show"
                    "mine |> cost"
                    "SingleMemory.schedule |> show"
                    "SingleMemory.schedule |> start |> next |> next"
                    "c |> next |> setLength 5"
                    "readActions \"/no/such/file\""
                    "printfn \"to the end\"" ]

              let ran =
                  dotnet root (List.ofArray (opened.Split ' ')) (typed |> List.map (fun line -> line + ";;"))

              ran.Output
              |> inOrder (
                  [ $"revolve, 10 steps; at most: RAM 3\n  takes {counts ten}"
                    picture ten
                    "val it: float = 25.0"
                    $"valid: {Seq.length (Schedule.actions ten)} actions for 10 steps\n  {counts ten}"
                    $"val c: Cursor = the forward stands at step 0 of 10; 0 reversed\n  next: {action 0 ten}"
                    $"> {action 0 ten}\nval it: Cursor = the forward stands at step 4 of 10; 0 reversed\n  next: {action 1 ten}"
                    counts ten
                    "the forward stands at step 4 of 10; 0 reversed\n  RAM: restart data of step 0\n"
                    $"val mine: Action list =\n  [{Action.toText mine[0]};"
                    violation
                    $"{cost ten} "
                    $"{cost (revolve 10L 2)} "
                    picture (revolve 1000L 3)
                    "val it: Chart =\n  revolve, 10 steps, cost against slots\nslots  cost\n"
                    "val it: Help =\n  words for a schedule"
                    "the forward stands at step 5 of 5; 0 reversed" ]
                  @ [ for index, (_, built) in List.indexed everyFamily -> $"{index} {orFail string built}; " ]
                  @ [ sentence (Revolve.schedule 10L 0); "to the end\n" ]
              )

              let sentences =
                  ran.Errors.Split '\n'
                  |> List.ofArray
                  |> List.filter (fun line -> line <> "" && line <> "Stopped due to error")

              match sentences with
              | [ slots; mine; length; awaiting; known; file ] ->
                  Assert.Equal(sentence (Revolve.schedule 10L 0), slots)
                  Assert.Equal(violation, mine)
                  Assert.StartsWith("the length of single-memory is open", length)
                  Assert.StartsWith("nothing before the length is told", awaiting)
                  Assert.Equal(string (SetLengthError.AlreadyKnown 10L), known)
                  Assert.Contains("/no/such/file", file)
              | other -> Assert.Fail(String.concat "\n" other)) ]
