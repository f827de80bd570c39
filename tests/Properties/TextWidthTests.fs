/// The time-line as text in little room: steps of four, two, then one
/// character, and short captions.
module Schedules.Tests.TextWidthTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private sceneOf (problem: Problem) : Scene =
    { (buildFor problem |> Scene.ofSchedule CostModel.standard problem.Adjoints |> orFail string) with
        Title = "" }

let private linesOf (width: int) (scene: Scene) : string list =
    TextPicture.lines width scene |> orFail string |> List.ofSeq

let private letter (storage: Storage) : string =
    match storage with
    | Storage.Nowhere -> "x"
    | Storage.Work -> "W"
    | Storage.Level level -> if level < 2 then [ "R"; "D" ][level] else string level

let private caption (action: Action) : string =
    let target (storage: Storage) =
        if storage = Storage.Work then "" else $">{letter storage}"

    match action with
    | Action.Forward(n0, n1, ics, deps, storage) ->
        let until = if n1 = Action.openEnd then "end" else string n1
        let place = if storage.IsLevel then letter storage else ""
        let signs = (if ics then "+" else "") + (if deps then "=" else "")
        $"{n0} -> {until} {signs}{place}".TrimEnd()
    | Action.Reverse(n1, n0, _) -> $"{n0} <- {n1}"
    | Action.Copy(n, source, storage) -> $"copy {n} {letter source}{target storage}"
    | Action.Move(n, source, Storage.Nowhere) -> $"delete {n} {letter source}"
    | Action.Move(n, source, storage) -> $"move {n} {letter source}{target storage}"
    | Action.EndForward -> "end forward"
    | Action.EndReverse -> "end reverse"

/// The drawing of an action with steps of two characters, or of one: what is held,
/// and over it the action.
let private drawing (cell: int) (steps: int) (action: Action) (position: Position) : string =
    let line = Array.create (steps * cell + cell - 1) ' '

    let put (step: int64) (offset: int) (text: string) =
        text |> Seq.iteri (fun index sign -> line[int step * cell + offset + index] <- sign)

    for struct (level, step, kept) in Store.contents position.Store do
        let small = (letter (Storage.Level level)).ToLowerInvariant()

        if Kept.restarts kept then
            let isTaken = line[int step * cell] <> ' '
            put step (if isTaken then cell - 1 else 0) small

        if Kept.hasDependencies kept then
            for within in step .. min (int64 steps) kept.DependenciesEnd - 1L do
                if cell = 2 || line[int within] = ' ' then
                    put within (cell - 1) small

    match action, cell with
    | Action.Forward(n0, n1, ics, deps, storage), 1 ->
        for step in n0 .. min n1 (int64 steps) - 1L do
            put
                step
                0
                (if not deps then "-"
                 elif storage.IsLevel then letter storage
                 else "=")

        if ics then
            put n0 0 (letter storage)
    | Action.Forward(n0, n1, ics, deps, storage), _ ->
        for step in n0 .. min n1 (int64 steps) - 1L do
            put
                step
                1
                (if not deps then "->"
                 elif storage.IsLevel then letter storage + ">"
                 else "=>")

        put n0 0 (if ics then "+" + letter storage else "|")
    | Action.Reverse(n1, n0, _), _ ->
        for step in n0 .. n1 - 1L do
            put step 0 (if cell = 1 then "<" else "<-")

        if cell = 2 then
            put n1 0 "|"
    | Action.Copy(n, source, storage), 2 ->
        put
            n
            0
            (if storage.IsLevel then
                 ">" + letter storage
             else
                 "c" + letter source)
    | Action.Copy(n, _, _), _ -> put n 0 "c"
    | Action.Move(n, source, Storage.Nowhere), 2 -> put n 0 ("x" + letter source)
    | Action.Move(n, source, storage), 2 ->
        put
            n
            0
            (if storage.IsLevel then
                 ">" + letter storage
             else
                 "-" + letter source)
    | Action.Move(n, _, storage), _ -> put n 0 (if storage = Storage.Nowhere then "x" else "m")
    | (Action.EndForward | Action.EndReverse), _ -> ()

    System.String line

/// Characters that a step takes: 4, 2 or 1; 0 where lines or columns are merged.
let private cellOf (steps: int64) (actions: int) (lines: string list) : int =
    let room (cell: int) = int steps * cell + min 1 (cell - 1)

    let isGap (cell: int) (line: string) =
        line.Length > room cell + 3 && line.Substring(room cell, 3) = "   " && line[room cell + 3] <> ' '

    match
        [ 4; 2; 1 ]
        |> List.tryFind (fun cell -> lines.Tail |> List.take actions |> List.forall (isGap cell))
    with
    | Some cell -> cell
    | None -> 0

[<Tests>]
let tests =
    testList
        "Text pictures at every width"
        [ testFamilies
              Families.all
              "in little room, each line draws what its action does and what is held"
              (fun family ->
                  for problem in few 7 24L family do
                      let scene = sceneOf problem
                      let moments = Scene.positions scene |> List.ofSeq
                      let lines = linesOf 40 scene
                      let isMerged = lines |> List.exists _.StartsWith("a line:")

                      let cell =
                          if isMerged then
                              0
                          else
                              cellOf problem.Steps moments.Length lines

                      if cell = 2 || cell = 1 then
                          let actionLines = lines.Tail |> List.take moments.Length
                          let isLong = actionLines |> List.exists _.EndsWith("end of the forward")

                          for struct (action, position), line in List.zip moments actionLines do
                              let caption = if isLong then Action.toText action else caption action
                              Assert.Equal($"{drawing cell (int problem.Steps) action position}   {caption}", line)
                      else
                          Assert.True(isMerged || cell = 4, $"{problem}"))

          testFamilies Families.all "no line is wider than it may be, from 40 characters on" (fun family ->
              for problem in few 5 30L family do
                  let scene =
                      { sceneOf problem with
                          Title = $"{problem}" }

                  for width in [ 40; 41; 55; 60; 80 ] do
                      for line in linesOf width scene do
                          Assert.True(line.Length <= width, line))

          testCase "with more room, steps get wider and captions longer, never the other way round" (fun () ->
              for steps in [ 1L; 4L; 6L; 9L; 14L; 20L ] do
                  let problem = problem steps (Spec.Revolve(steps, 2, Trajectory.Maximum))
                  let scene = sceneOf problem
                  let actions = Scene.positions scene |> Seq.length

                  let layouts =
                      [ for width in 40..150 do
                            let lines = linesOf width scene
                            let isLong = lines |> List.exists _.EndsWith("end of the reverse")
                            cellOf steps actions lines, isLong ]

                  Assert.Equal<(int * bool) list>(List.sort layouts, layouts)
                  Assert.Equal((4, true), List.last layouts)
                  // What is wider by one character than there is room for, is not
                  // drawn; what just fits, is.
                  let widest = linesOf 1000 scene |> List.map _.Length |> List.max

                  if widest > 60 then
                      Assert.Equal((4, true), layouts[widest - 40])
                      Assert.NotEqual((4, true), layouts[widest - 41]))

          testCase "step numbers stand over their steps, and do not touch" (fun () ->
              for steps in [ 1L; 9L; 10L; 100L; 101L; 999L; 12_345L; 1_000_000_000_000_000_000L ] do
                  for width in [ 40; 80; 131 ] do
                      let scene =
                          { (SingleMemory.schedule
                             |> Schedule.ofLength steps
                             |> orFail string
                             |> Scene.ofSchedule CostModel.standard 1L
                             |> orFail string) with
                              Title = "" }

                      let lines = linesOf width scene
                      let numbers = lines.Head.Split(' ', System.StringSplitOptions.RemoveEmptyEntries)
                      Assert.Equal("0", numbers[0])
                      Assert.True(numbers.Length > 1 || steps < 10L, lines.Head)
                      let every = if numbers.Length > 1 then int64 numbers[1] else 1L

                      for index, number in Array.indexed numbers do
                          Assert.Equal(int64 index * every, int64 number)

                      Assert.True(lines.Head.Length <= width, lines.Head))

          testCase "a title is broken between words, and only what is longer than a line is cut" (fun () ->
              let scene = sceneOf (problem 3L (Spec.Revolve(3L, 1, Trajectory.Maximum)))
              let words = String.replicate 9 "somewhat " + String.replicate 50 "ab"
              let lines = linesOf 40 { scene with Title = words }

              Assert.Equal<string list>(
                  [ "somewhat somewhat somewhat somewhat"
                    "somewhat somewhat somewhat somewhat"
                    "somewhat"
                    String.replicate 20 "ab"
                    String.replicate 20 "ab"
                    String.replicate 10 "ab"
                    "" ],
                  List.take 7 lines
              ))

          testCase "a width below 40 is refused by name" (fun () ->
              match TextPicture.lines 39 (sceneOf (problem 1L Spec.SingleMemory)) with
              | Error(PictureError.Refused error) -> Assert.Equal("width", error.Parameter)
              | other -> failtest $"{other}") ]
