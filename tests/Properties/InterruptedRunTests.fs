/// What is said of a crash, or of where a schedule begins, may be wrong: then the error says what.
module Schedules.Tests.InterruptedRunTests

open System
open System.Threading
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// Forward(0, 6) to RAM or disk, and so on.
let private schedule = build (Spec.Multistage(10L, 1, 2, Trajectory.Maximum))

let private actions = Schedule.actions schedule |> Array.ofSeq

/// The first checkpoint on disk.
let private first: Survivor =
    actions
    |> Seq.indexed
    |> Seq.pick (fun (index, action) ->
        match action with
        | Action.Forward(n0, _, true, _, Storage.Level 1) ->
            Some
                { Level = 1
                  Step = n0
                  Holding = Holding.RestartData
                  Index = int64 index }
        | Action.Forward _
        | Action.Copy _
        | Action.Move _
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> None)

let private site: InterruptedRun =
    { Actions = int64 actions.Length
      Steps = ValueNone
      Reversed = 3L
      Survivors = [ first ] }

let private refused (parameter: string) (site: InterruptedRun) : unit =
    match Recovery.recover site schedule with
    | Ok _ -> failtest $"accepted: {site}"
    | Error error ->
        Assert.Equal(parameter, error.Parameter)
        Assert.StartsWith(parameter, string error)

let private held: HeldCheckpoint =
    { Level = 1
      Step = 0L
      Holding = Holding.RestartData
      Context = 3L
      Until = 6L }

[<Tests>]
let tests =
    testList
        "InterruptedRun"
        [ testCase "what is right is accepted" (fun () -> Assert.True((Recovery.recover site schedule).IsOk))

          testCase "numbers out of range are refused by their names" (fun () ->
              refused "actions" { site with Actions = -1L }

              refused
                  "actions"
                  { site with
                      Actions = int64 actions.Length + 1L }

              for steps in [ Int64.MinValue; 0L; 9L; 11L; Int64.MaxValue ] do
                  refused "steps" { site with Steps = ValueSome steps }

              for reversed in [ Int64.MinValue; -1L; 10L; Int64.MaxValue ] do
                  refused "reversed" { site with Reversed = reversed }

              // Not so many had been reversed by then.
              refused "reversed" { site with Actions = 4L }

              for level in [ Int32.MinValue; -1 ] do
                  refused
                      "level"
                      { site with
                          Survivors = [ { first with Level = level } ] }

              for step in [ -1L; Int64.MaxValue ] do
                  refused
                      "step"
                      { site with
                          Survivors = [ { first with Step = step } ] }

              for index in [ -2L; int64 actions.Length; Int64.MaxValue ] do
                  refused
                      "index"
                      { site with
                          Survivors = [ { first with Index = index } ] })

          testCase "a survivor that its action has not written is refused" (fun () ->
              for wrong in
                  [ { first with Step = first.Step + 1L }
                    { first with Level = 2 }
                    { first with
                        Holding = Holding.Dependencies }
                    { first with Index = first.Index + 1L }
                    { first with Index = -1L } ] do
                  refused "survivors" { site with Survivors = [ wrong ] }

              refused
                  "survivors"
                  { site with
                      Survivors = [ first; first ] })

          testCase "the length of an online schedule is told where the adjoint's state was saved" (fun () ->
              let online = build (Spec.PeriodicDisk 3L)

              let site =
                  { site with
                      Actions = 2L
                      Survivors = [] }

              match Recovery.recover site online with
              | Ok _ -> failtest "accepted"
              | Error error -> Assert.Equal(RecoveryError.LengthOpen "steps", error)

              for steps in [ 0L; -1L; Int64.MaxValue ] do
                  match Recovery.recover { site with Steps = ValueSome steps } online with
                  | Ok _ -> failtest "accepted"
                  | Error error -> Assert.Equal("steps", error.Parameter))

          testCase "far out in a sweep, a startPoint is bounded, and can be cancelled" (fun () ->
              let adaptive =
                  build (Spec.Online(OnlinePolicy.Landmarks, 3, Storage.Disk, Trajectory.Largest))

              let rec keptAfter (step: int64) (placement: OnlineState) : int64 =
                  if placement.Until > step then
                      placement.Until
                  else
                      keptAfter step (placement.Next())

              let far = keptAfter 10_000_000L adaptive.Plan.Sweep.Value.First
              let restored = Restore.from (StartPoint.ResumeSweep far) adaptive |> orFail string
              Assert.Equal(far, restored.StartsWith.Head.Step)
              Assert.True((Restore.from (StartPoint.ResumeSweep(far + 1L)) adaptive).IsError)

              let cancelled =
                  { BuildOptions.standard with
                      Cancellation = CancellationToken true }

              for start in
                  [ fun () -> Restore.fromWith cancelled (StartPoint.ResumeSweep far) adaptive
                    fun () ->
                        Recovery.recoverWith
                            cancelled
                            { Actions = 1L
                              Steps = ValueNone
                              Reversed = 0L
                              Survivors = [] }
                            adaptive ] do
                  Assert.True(
                      try
                          start () |> ignore
                          false
                      with :? OperationCanceledException ->
                          true
                  )

              match Restore.from (StartPoint.SkipRecorded 20_000_000L) (build (Spec.SingleDisk true)) with
              | Error(RecoveryError.TooFar("step", 20_000_000L, _)) -> ()
              | other -> failtest $"{other}")

          testCase "a startPoint that cannot be is refused" (fun () ->
              let online = build (Spec.PeriodicDisk 3L)

              let adaptive =
                  build (Spec.Online(OnlinePolicy.Greedy, 3, Storage.Disk, Trajectory.Largest))

              for startPoint, schedule, parameter in
                  [ StartPoint.Enter(9L, 5L), schedule, "length"
                    StartPoint.Enter(0L, 0L), online, "length"
                    StartPoint.Enter(10L, 0L), schedule, "adjoint"
                    StartPoint.Enter(10L, 11L), schedule, "adjoint"
                    StartPoint.Enter(10L, 5L), build Spec.None, "start"
                    StartPoint.Resume(10L, 5L, []), schedule, "held"
                    StartPoint.Resume(10L, 5L, [ { held with Step = 1L } ]), schedule, "held"
                    StartPoint.Resume(10L, 5L, [ { held with Level = -1 } ]), schedule, "level"
                    StartPoint.Resume(10L, 5L, [ { held with Until = 0L } ]), schedule, "until"
                    StartPoint.Resume(10L, 5L, [ held; held ]), schedule, "step"
                    StartPoint.Resume(10L, 5L, [ { held with Step = 5L }; held ]), schedule, "step"
                    StartPoint.RewriteFirst(10L, 5L, [ held ], [ held ]), schedule, "step"
                    StartPoint.RewriteFirst(10L, 5L, [], [ { held with Step = 1L } ]), schedule, "step"
                    StartPoint.SweepKept(10L, 5L, []), schedule, "start"
                    StartPoint.SweepKept(10L, 5L, [ { held with Step = 3L } ]), online, "step"
                    StartPoint.ResumeSweep 3L, schedule, "start"
                    StartPoint.ResumeSweep 4L, online, "start"
                    StartPoint.ResumeSweep 0L, online, "step"
                    StartPoint.ResumeSweep 4L, Schedule.ofLength 3L online |> orFail string, "step"
                    StartPoint.SkipRecorded 3L, online, "start"
                    StartPoint.ResumeSweep Check.maxSteps,
                    build (Spec.Online(OnlinePolicy.Greedy, 1, Storage.Disk, Trajectory.Largest)),
                    "step"
                    StartPoint.SkipRecorded 3L, adaptive, "start" ] do
                  match Restore.from startPoint schedule with
                  | Ok _ -> failtest $"accepted: {startPoint}"
                  | Error error -> Assert.Equal(parameter, error.Parameter)) ]
