/// The step-based vocabulary.
module Schedules.Tests.Languages.StepsTests

open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Reference
open Schedules.Tests.Languages.Streams

let private spec (row: JsonElement) : Spec =
    let parameters = row.GetProperty "parameters"
    let steps name = whole name parameters
    let slots name = int (whole name parameters)

    match text "schedule" row with
    | "PeriodicDiskCheckpointSchedule" -> Spec.PeriodicDisk(steps "period")
    | "SingleDiskStorageSchedule" -> Spec.SingleDisk(flag "move_data" parameters)
    | "MultistageCheckpointSchedule" ->
        Spec.Multistage(steps "max_n", slots "snapshots_in_ram", slots "snapshots_on_disk", Trajectory.Maximum)
    | "TwoLevelCheckpointSchedule" ->
        Spec.TwoLevel(steps "period", slots "binomial_snapshots", Storage.Ram, Trajectory.Maximum)
    | "MixedCheckpointSchedule" -> Spec.Mixed(steps "max_n", slots "snapshots", Storage.Disk)
    | "HRevolve" ->
        let model =
            CostModel.create
                (number "uf" parameters)
                (number "ub" parameters)
                [ 0.0; number "wd" parameters ]
                [ 0.0; number "rd" parameters ]

        Spec.HRevolve(
            steps "max_n",
            [ slots "snapshots_in_ram"; slots "snapshots_on_disk" ],
            largest,
            orFail string model
        )
    | other -> failtest $"no schedule: {other}"

/// It comes back as it was; only what deletes a checkpoint unread cannot be said.
let private comesBack (clearing: Clearing) (problem: Problem) : unit =
    let ours = actions problem

    let deletes =
        ours
        |> List.tryFindIndex (fun action ->
            match action with
            | Action.Move(_, _, Storage.Nowhere) -> true
            | _ -> false)

    match Steps.ofActions clearing (build problem.Spec).Adjoints ours |> all, deletes with
    | Ok steps, None -> Assert.Equal<Action list>(ours, Steps.toActions steps |> all |> orFail string)
    | Error error, Some index ->
        Assert.Equal(int64 index, error.Index)
        Assert.Equal(Untranslatable.Deletion, error.Reason)
    | Ok _, Some index -> failtest $"deletes at {index}: {problem}"
    | Error error, None -> failtest $"{error}: {problem}"

let private stepsOf (lines: string list) : StepAction list =
    lines |> List.map (Json.parseStep >> orFail string)

let private rejected (expected: Untranslatable) (index: int64) (lines: string list) : unit =
    match Steps.toActions (stepsOf lines) |> firstError with
    | Some error -> Assert.Equal((index, expected), (error.Index, error.Reason))
    | None -> failtest $"accepted: {lines}"

[<Tests>]
let tests =
    testList
        "Steps"
        [ testCase "the reference rows, action by action, and back" (fun () ->
              let rows = Reference.rows "step-dialect.jsonl"

              for row in rows do
                  let spec = spec row

                  let problem =
                      { Spec = spec
                        Steps = whole "steps" row
                        Adjoints = whole "adjoints" row }

                  let ours = actions problem

                  let steps =
                      Steps.ofActions (Steps.clearing spec) (build spec).Adjoints ours |> all |> orFail string

                  Assert.Equal<string list>(linesOf row, List.map StepAction.toJson steps)
                  Assert.Equal<Action list>(ours, Steps.toActions steps |> all |> orFail string)

              Assert.Equal(30, rows.Length))

          testFamilies Families.all "there and back, a stream is the same" (fun family ->
              for problem in few 1 12L family do
                  comesBack Clearing.Always problem
                  comesBack Clearing.WhenFull problem

              check 20 (random 5000 family) (comesBack Clearing.Always)
              check 10 (random 5000 family) (comesBack Clearing.WhenFull))

          testCase "forwards that record one after the other are one" (fun () ->
              let actions =
                  stepsOf
                      [ """["Configure",true,false]"""
                        """["Forward",0,1]"""
                        """["Forward",1,2]"""
                        """["Write",0,"disk"]""" ]
                  |> Steps.toActions
                  |> all
                  |> orFail string

              Assert.Equal<Action list>([ Action.Forward(0L, 2L, true, false, Storage.Disk) ], actions))

          testCase "what is wrong with a stream is said with its index" (fun () ->
              rejected Untranslatable.NotConfigured 0L [ """["Forward",0,1]""" ]
              rejected Untranslatable.NotRecorded 0L [ """["Write",0,"RAM"]""" ]

              rejected
                  Untranslatable.NotCleared
                  3L
                  [ """["Configure",true,false]"""
                    """["Forward",0,1]"""
                    """["Configure",false,true]"""
                    """["Forward",1,2]""" ]

              rejected
                  (Untranslatable.OtherStep 0L)
                  2L
                  [ """["Configure",true,false]"""
                    """["Forward",0,1]"""
                    """["Write",1,"RAM"]""" ]

              rejected
                  Untranslatable.NotRead
                  3L
                  [ """["Configure",false,true]"""
                    """["Forward",0,1]"""
                    """["Write",0,"RAM"]"""
                    """["Reverse",1,0]""" ]

              rejected
                  Untranslatable.NotUsed
                  2L
                  [ """["Read",3,"RAM",false]"""
                    """["Clear",true,true]"""
                    """["Read",0,"RAM",false]""" ]

              rejected Untranslatable.BetweenLevels 1L [ """["Read",0,"disk",false]"""; """["Write",0,"RAM"]""" ]
              rejected Untranslatable.AfterEnd 1L [ """["EndReverse",true]"""; """["EndForward"]""" ])

          testCase "what cannot be said is an error with its index" (fun () ->
              let rejected (expected: Untranslatable) (actions: Action list) =
                  match Steps.ofActions Clearing.Always (Adjoints.Times 1L) actions |> firstError with
                  | Some error -> Assert.Equal((int64 actions.Length - 1L, expected), (error.Index, error.Reason))
                  | None -> failtest $"said: {actions}"

              rejected Untranslatable.BetweenLevels [ Action.EndForward; Action.Copy(0L, Storage.Disk, Storage.Ram) ]
              rejected Untranslatable.Deletion [ Action.Move(0L, Storage.Disk, Storage.Nowhere) ]

              rejected
                  Untranslatable.DependenciesStay
                  [ Action.Reverse(2L, 1L, false); Action.Copy(0L, Storage.Ram, Storage.Work) ]

              rejected (Untranslatable.PlaceNotNamed Storage.Ram) [ Action.Forward(0L, 1L, false, false, Storage.Ram) ]
              rejected Untranslatable.AfterEnd [ Action.EndReverse; Action.EndReverse ]) ]
