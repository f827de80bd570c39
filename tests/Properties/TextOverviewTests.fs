/// Many steps, or many actions, as text: a sign stands for what happens to several
/// steps in several actions.
module Schedules.Tests.TextOverviewTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private sceneOf (problem: Problem) : Scene =
    { (buildFor problem |> Scene.ofSchedule CostModel.standard problem.Adjoints |> orFail string) with
        Title = "" }

let private linesOf (width: int) (scene: Scene) : string list =
    TextPicture.lines width scene |> orFail string |> List.ofSeq

/// The number in `a line: up to 8 actions`.
let private size (word: string) (lines: string list) : int64 =
    let text = String.concat "   " lines
    let words = text.Substring(text.IndexOf(word + ":")).Replace("up to ", "").Split ' '
    int64 words[2]

let private level (storage: Storage) : int list =
    match storage with
    | Storage.Level level -> [ level ]
    | Storage.Work
    | Storage.Nowhere -> []

/// What happens at a step in an action, the most telling first: the adjoint, written to a level,
/// recorded, forward, held on a level.
let private happens
    (steps: int64)
    (action: Action)
    (before: Store)
    (after: Store)
    : (int64 * int64 * int * string) list =
    [ for store in [ before; after ] do
          for struct (level, step, kept) in Store.contents store do
              let small = if level < 2 then "rd".Substring(level, 1) else string level

              if Kept.restarts kept then
                  step, step + 1L, 30 + level, small

              if Kept.hasDependencies kept then
                  step, min steps kept.DependenciesEnd, 30 + level, small

      match action with
      | Action.Forward(n0, n1, ics, deps, target) ->
          n0, min n1 steps, (if deps then 20 else 25), (if deps then "=" else "-")

          if ics || deps then
              for level in level target do
                  n0, n0 + 1L, 10 + level, (if level < 2 then "RD".Substring(level, 1) else string level)
      | Action.Reverse(n1, n0, _) -> n0, n1, 0, "<"
      | Action.Copy(n, _, target)
      | Action.Move(n, _, target) ->
          for level in level target do
              n, n + 1L, 10 + level, (if level < 2 then "RD".Substring(level, 1) else string level)
      | Action.EndForward
      | Action.EndReverse -> () ]

[<Tests>]
let tests =
    testList
        "Text pictures of many steps"
        [ testFamilies Families.all "each sign is the most telling of what happens there" (fun family ->
              let problems =
                  [ for steps in [ 45L; 60L ] do
                        for spec in family.Small steps do
                            problem steps spec ]

              // So many of them that all kinds are there.
              let every = max 1 (problems.Length / 12)

              for problem in
                  problems |> List.indexed |> List.filter (fun (index, _) -> index % every = 0) |> List.map snd do
                  let scene = sceneOf problem
                  let lines = linesOf 40 scene
                  let actions, steps = size "a line" lines, size "a column" lines
                  let mutable before = (Position.start ValueNone).Store
                  let mutable rows = Map.empty

                  for index, struct (action, position) in Scene.positions scene |> Seq.indexed do
                      for first, last, rank, sign in happens problem.Steps action before position.Store do
                          for column in first / steps .. (last - 1L) / steps do
                              let place = int64 index / actions, column

                              match Map.tryFind place rows with
                              | Some(other, _) when other <= rank -> ()
                              | Some _
                              | None -> rows <- Map.add place (rank, sign) rows

                      before <- position.Store

                  let count = lines |> List.findIndex (fun line -> line.StartsWith "a line:")
                  let drawn = lines[1 .. count - 2]
                  Assert.Equal(1 + (Seq.length (Scene.positions scene) - 1) / int actions, drawn.Length)

                  for row, line in List.indexed drawn do
                      for column in 0..39 do
                          let expected =
                              Map.tryFind (int64 row, int64 column) rows |> Option.map snd |> Option.defaultValue " "

                          let found = if column < line.Length then string line[column] else " "
                          Invariants.require problem (expected = found) $"line {row}, column {column}: {line}")

          testCase "any number of steps and actions fits, in at most 60 lines, and is read once" (fun () ->
              for schedule, steps in
                  [ Revolve.schedule 100_000L 3 |> orFail string, 100_000L
                    Schedule.ofLength 1_000_000_000_000_000_000L SingleMemory.schedule |> orFail string,
                    1_000_000_000_000_000_000L
                    Schedule.ofLength 41L (SingleDisk.schedule true) |> orFail string, 41L ] do
                  let scene = Scene.ofSchedule CostModel.standard 1L schedule |> orFail string
                  let mutable read = 0

                  let once =
                      { scene with
                          Actions =
                              seq {
                                  read <- read + 1
                                  yield! scene.Actions
                              } }

                  let lines = linesOf 40 once
                  Assert.Equal(1, read)
                  Assert.True(lines.Length <= 60 + 20, $"{lines.Length} lines")

                  for line in lines do
                      Assert.True(line.Length <= 40, line)

                  let columns = size "a column" lines


                  Assert.True(steps / columns >= 20L, $"{columns} steps a column"))

          testCase "a stream whose length shows at its end only is merged as well" (fun () ->
              let told = sceneOf (problem 500L (Spec.Revolve(500L, 2, Trajectory.Maximum)))

              let untold = Scene.ofActions "" told.Costs told.Limits Length.Open told.Actions

              let lines = linesOf 40 untold
              Assert.True(lines.Length < 80)
              Assert.True(500L / size "a column" lines > 18L)) ]
