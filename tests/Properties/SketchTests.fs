/// What an SVG is drawn from, against what the referee says of each action: with a row for each
/// action and with many.
module Schedules.Tests.SketchTests

open System.Collections.Generic
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private model: CostModel =
    CostModel.create 0.5 3.0 [ 0.25; 8.0; 16.0 ] [ 0.125; 4.0; 32.0 ] |> orFail string

let private scene (problem: Problem) : Scene =
    buildFor problem |> Scene.ofSchedule model problem.Adjoints |> orFail string

/// The cells of a plane.
let private cells (sketch: Sketch) (plane: Plane) : Set<int * int> =
    plane.Across(sketch.Rows, 0)
    |> List.collect (fun run -> [ for column in run.First .. run.Last -> run.Line, column ])
    |> Set.ofList

/// Checks every plane and curve of a sketch against the positions.
let private agrees (problem: Problem) : unit =
    let scene = scene problem
    let sketch = SvgPicture.sketch scene |> orFail string
    let positions = Scene.positions scene |> Array.ofSeq
    let row (index: int) : int = int (int64 index / sketch.RowSize)
    let column (step: int64) : int = int (step / sketch.ColumnSize)
    let require name holds = Invariants.require problem holds name
    require "actions" (sketch.Actions = positions.LongLength && sketch.Steps = problem.Steps)
    require "rows" (sketch.Rows <= 720 && column (problem.Steps - 1L) < 840)

    /// The cells that the actions touch, each with its ranges of steps.
    let expected (ranges: int -> Action -> Position -> (int64 * int64) list) : Set<int * int> =
        positions
        |> Seq.indexed
        |> Seq.collect (fun (index, struct (action, position)) ->
            ranges index action position
            |> Seq.collect (fun (n0, n1) -> [ for column in column n0 .. column (n1 - 1L) -> row index, column ]))
        |> HashSet
        |> Set.ofSeq

    let sweep (recorded: bool) =
        expected (fun _ action position ->
            match action with
            | Action.Forward(n0, _, _, deps, _) when deps = recorded -> [ n0, position.Forward.Value ]
            | _ -> [])

    let adjoint =
        expected (fun _ action _ ->
            match action with
            | Action.Reverse(n1, n0, _) -> [ n0, n1 ]
            | _ -> [])

    require "forward" (cells sketch sketch.Forward = sweep false)
    require "recorded" (cells sketch sketch.Recorded = sweep true)
    require "adjoint" (cells sketch sketch.Adjoint = adjoint)

    let grouped (values: 'T[]) : 'T[] list =
        values |> Array.chunkBySize (int sketch.RowSize) |> List.ofArray

    let counts =
        positions
        |> Array.scan (fun counts (struct (action, position)) -> Counts.add counts action position.Forward) Counts.zero
        |> Array.tail

    let last =
        grouped counts |> List.map (fun row -> Counts.makespan model (Array.last row))

    require "cost" (List.ofArray sketch.Cost[.. sketch.Rows - 1] = last)

    let curve name (track: Track) (values: int64[]) =
        require $"most {name}" (List.ofArray track.Most[.. sketch.Rows - 1] = (grouped values |> List.map Array.max))
        require $"least {name}" (List.ofArray track.Least[.. sketch.Rows - 1] = (grouped values |> List.map Array.min))

    positions
    |> Array.map (fun (struct (_, position)) -> position.Work.DependenciesEnd - position.Work.DependenciesStart)
    |> curve "in WORK" sketch.Work

    for level, track in sketch.Levels do
        positions
        |> Array.map (fun (struct (_, position)) -> Store.units level position.Store)
        |> curve $"on level {level}" track

        /// What is held as an action ends, and what it takes away.
        let held (wanted: Kept -> bool) (range: int64 -> Kept -> int64 * int64) =
            expected (fun index _ position ->
                let before =
                    if index = 0 then
                        Store.empty
                    else
                        let struct (_, before) = positions[index - 1] in before.Store

                [ for store in [ before; position.Store ] do
                      for struct (at, step, kept) in Store.contents store do
                          if at = level && wanted kept then
                              range step kept ])

        let restarts = held Kept.restarts (fun step _ -> step, step + 1L)

        let dependencies =
            held Kept.hasDependencies (fun step kept -> step, min problem.Steps kept.DependenciesEnd)

        require $"restart data on {level}" (cells sketch track.Restarts = restarts)
        require $"dependencies on {level}" (cells sketch track.Dependencies = dependencies)

        let traffic (touched: Action -> int64 voption) =
            expected (fun _ action _ ->
                match touched action with
                | ValueSome step -> [ step, step + 1L ]
                | ValueNone -> [])

        let here = Storage.Level level

        let written =
            traffic (fun action ->
                match action with
                | Action.Forward(n0, _, ics, deps, target) when (ics || deps) && target = here -> ValueSome n0
                | Action.Copy(n, _, target)
                | Action.Move(n, _, target) when target = here -> ValueSome n
                | _ -> ValueNone)

        let read =
            traffic (fun action ->
                match action with
                | Action.Copy(n, source, _) when source = here -> ValueSome n
                | Action.Move(n, source, target) when source = here && target <> Storage.Nowhere -> ValueSome n
                | _ -> ValueNone)

        require $"written to {level}" (cells sketch track.Written = written)
        require $"read from {level}" (cells sketch track.Read = read)

let private thinned: Problem list =
    [ Spec.Revolve(1500L, 6, Trajectory.Maximum), 1500L
      Spec.HRevolve(400L, [ 2; 3 ], largest, CostModel.standard), 400L
      Spec.SingleDisk true, 250L
      Spec.TwoLevel(60L, 3, Storage.Ram, Trajectory.Maximum), 300L
      Spec.Mixed(300L, 12, Storage.Disk), 300L
      Spec.Online(OnlinePolicy.Dynamic, 8, Storage.Disk, Trajectory.Largest), 850L ]
    |> List.map (fun (spec, steps) -> problem steps spec)

[<Tests>]
let tests =
    testList
        "Sketch"
        [ testFamilies Families.all "with a row for each action, it says of each what the referee says" (fun family ->
              for problem in few 7 8L family do
                  agrees problem)

          testList
              "thinned, a row says what the referee says of all its actions"
              [ for problem in thinned ->
                    testCase (build problem.Spec).Name (fun () ->
                        let sketch = scene problem |> SvgPicture.sketch |> orFail string
                        Assert.True(sketch.RowSize > 1L)
                        agrees problem) ]

          testCase "a length that is not known gives way to wider columns" (fun () ->
              let told = scene (problem 5000L (Spec.Revolve(5000L, 30, Trajectory.Maximum)))

              let untold = SvgPicture.sketch { told with Length = Length.Open } |> orFail string

              Assert.Equal(8L, untold.ColumnSize)
              Assert.Equal(5000L, untold.Steps)
              // The first sweep went through every column of 8 steps.
              let sketch = SvgPicture.sketch told |> orFail string
              Assert.Equal(6L, sketch.ColumnSize)
              Assert.Contains((0, 0), cells untold untold.Forward)
              Assert.Contains((0, 5000 / 8 - 1), cells untold untold.Forward)
              Assert.Equal<float list>(List.ofArray sketch.Cost, List.ofArray untold.Cost)) ]
