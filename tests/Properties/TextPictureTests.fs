/// The time-line as text: what it draws is what the actions say, and what the referee says is held.
module Schedules.Tests.TextPictureTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private scene (problem: Problem) : Scene =
    buildFor problem |> Scene.ofSchedule CostModel.standard problem.Adjoints |> orFail string

let private linesOf (width: int) (scene: Scene) : string list =
    TextPicture.lines width scene |> orFail string |> List.ofSeq

/// The lines between the ruler and the legend: one an action.
let private actionLines (scene: Scene) : string list =
    linesOf 1000 { scene with Title = "" } |> List.skip 1 |> List.takeWhile (fun line -> line <> "")

/// The first cell that the drawing of an action takes, and the last, read off the signs.
let private drawn (action: Action) (line: string) : int64 * int64 =
    let at (sign: char seq) : int64 =
        int64 (line.IndexOfAny(Array.ofSeq sign)) / 4L

    let last (sign: char) : int64 = int64 (line.LastIndexOf sign) / 4L

    match action with
    | Action.Forward _ -> at "|+", last '>'
    | Action.Reverse _ -> at "<", last '|'
    | Action.Copy _ -> at "c", at "c"
    | Action.Move _ -> at "-", at "-"
    | Action.EndForward
    | Action.EndReverse -> -1L, -1L

/// The cells that the action takes.
let private told (steps: int64) (action: Action) : int64 * int64 =
    match action with
    | Action.Forward(n0, n1, _, _, _) -> n0, min steps n1
    | Action.Reverse(n1, n0, _) -> n0, n1
    | Action.Copy(n, _, _)
    | Action.Move(n, _, _) -> n, n
    | Action.EndForward
    | Action.EndReverse -> -1L, -1L

/// Where small letters are to stand: restart data at the start of a step (a second level beside the
/// first), dependencies within.
let private letters (steps: int64) (position: Position) : Map<int64, char> =
    let letter (level: int) : char =
        if level < 2 then "rd"[level] else char (int '0' + level)

    (Map.empty, Store.contents position.Store)
    ||> Seq.fold (fun letters (struct (level, step, kept)) ->
        let letters =
            if Kept.restarts kept then
                let beside = if letters.ContainsKey(4L * step) then 1L else 0L
                letters.Add(4L * step + beside, letter level)
            else
                letters

        (letters, [ step .. min steps kept.DependenciesEnd - 1L ])
        ||> List.fold (fun letters within -> letters.Add(4L * within + 2L, letter level)))

[<Tests>]
let tests =
    testList
        "TextPicture"
        [ testFamilies
              Families.all
              "each line draws the steps of its action, tells it at the right, and holds what the referee holds"
              (fun family ->
                  for problem in few 7 9L family do
                      let scene = scene problem
                      let room = 4 * int problem.Steps + 1

                      let moments = Scene.positions scene |> List.ofSeq
                      let lines = actionLines scene
                      Assert.Equal(moments.Length, lines.Length)

                      for struct (action, position), line in List.zip moments lines do
                          let require holds = Invariants.require problem holds line
                          let drawing = line[.. room - 1]
                          require (line[room..] = $"   {Action.toText action}")
                          let first, last = drawn action drawing
                          require ((first, last) = told problem.Steps action)
                          let letters = letters problem.Steps position

                          for column in 0L .. int64 room - 1L do
                              // A forward or reverse ends with the sign in the cell
                              // after its last step.
                              let apart =
                                  first < 0L
                                  || column < 4L * first
                                  || column > 4L * last + (if first = last then 3L else 0L)

                              if apart then
                                  require (
                                      drawing[int column] = (Map.tryFind column letters |> Option.defaultValue ' ')
                                  ))

          testCase "what is recorded, and where data are kept, can be told from what is not" (fun () ->
              let whole (n0: int64) ics deps target : string =
                  let rest = [ Action.EndForward; Action.Reverse(3L, 0L, true); Action.EndReverse ]

                  let actions =
                      if target = Storage.Work then
                          Action.Forward(n0, 3L, ics, deps, target) :: rest
                      else
                          Action.Forward(n0, 3L, ics, deps, target)
                          :: Action.EndForward
                          :: Action.Move(0L, target, Storage.Work)
                          :: rest.Tail

                  let scene =
                      Scene.ofActions "" CostModel.standard Limits.none (Length.Known 3L) actions

                  (linesOf 100 scene).Item(1).Substring(0, 13)

              Assert.Equal("|===>===>===>", whole 0L false true Storage.Work)
              Assert.Equal("+W==>===>===>", whole 0L true true Storage.Work)
              Assert.Equal("|=+D>=+D>=+D>", whole 0L false true Storage.Disk)
              Assert.Equal("+R+R>=+R>=+R>", whole 0L true true Storage.Ram)
              Assert.Equal("|=+3>=+3>=+3>", whole 0L false true (Storage.Level 3)))

          testCase "a stream of unknown length is as long as its forward went" (fun () ->
              let schedule = buildFor (problem 5L (Spec.Revolve(5L, 2, Trajectory.Maximum)))

              let told = Scene.ofSchedule CostModel.standard 1L schedule |> orFail string

              let untold =
                  Scene.ofActions told.Title told.Costs told.Limits Length.Open told.Actions

              Assert.Equal<string list>(linesOf 200 told, linesOf 200 untold))

          testCase "what is not valid is not drawn, by any picture" (fun () ->
              let actions =
                  [ Action.Forward(0L, 2L, false, false, Storage.Nowhere)
                    Action.Forward(0L, 1L, false, false, Storage.Nowhere) ]

              let scene =
                  Scene.ofActions "" CostModel.standard Limits.none (Length.Known 3L) actions

              for result in [ TextPicture.lines 200 scene; SvgPicture.lines scene; HtmlPicture.lines scene ] do
                  match result with
                  | Error(PictureError.Invalid violation) -> Assert.Equal(1L, violation.Index)
                  | other -> failtest $"{other}")

          testCase "a schedule without a length, or with adjoints that it does not permit, has no scene" (fun () ->
              let parameter adjoints spec =
                  match Scene.ofSchedule CostModel.standard adjoints (build spec) with
                  | Error error -> error.Parameter
                  | Ok _ -> "none"

              Assert.Equal("steps", parameter 1L Spec.SingleMemory)
              Assert.Equal("adjoints", parameter 2L (Spec.Revolve(5L, 2, Trajectory.Maximum)))
              Assert.Equal("adjoints", parameter 0L (Spec.Revolve(5L, 2, Trajectory.Maximum)))) ]
