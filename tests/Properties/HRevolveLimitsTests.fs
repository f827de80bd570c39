/// H-Revolve at its limits: sizes, cancellation, and parameters that it refuses.
module Schedules.Tests.HRevolveLimitsTests

open System
open System.Threading
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private standard = CostModel.standard

let private failure (result: Result<'T, SpecError>) : SpecError option =
    match result with
    | Ok _ -> None
    | Error error -> Some error

[<Tests>]
let tests =
    testList
        "HRevolveLimits"
        [ testCase "bad parameters are refused by name" (fun () ->
              let most = int64 Int32.MaxValue

              let refused error result =
                  Assert.Equal(Some error, failure result)

              let longest = 1_000_000_000_000_000_000L
              refused (SpecError.OutOfRange("steps", 0L, 1L, longest)) (HRevolve.schedule 0L [ 1 ] standard)
              refused (SpecError.OutOfRange("slots", -1L, 0L, most)) (HRevolve.schedule 5L [ 1; -1 ] standard)
              refused (SpecError.OutOfRange("slots", 0L, 1L, most)) (HRevolve.schedule 2L [ 0; 0; 0 ] standard)
              refused (SpecError.OutOfRange("slots", 0L, 1L, most)) (HRevolve.schedule 2L [] standard)
              refused (SpecError.OutOfRange("steps", 0L, 1L, longest)) (HRevolve.twoLevel 0L 1 1 standard)
              refused (SpecError.OutOfRange("snapshotsInRam", -1L, 0L, most)) (HRevolve.twoLevel 2L -1 1 standard)
              refused (SpecError.NoSlot("snapshotsInRam", "snapshotsOnDisk")) (HRevolve.twoLevel 2L 0 0 standard)
              refused (SpecError.OutOfRange("snapshotsOnDisk", -1L, 0L, most)) (HRevolve.twoLevel 2L 1 -1 standard))

          testCase "one step needs no slots, and nothing is kept" (fun () ->
              for schedule in
                  [ HRevolve.schedule 1L [] standard
                    HRevolve.schedule 1L [ 0; 3 ] standard
                    HRevolve.twoLevel 1L 0 0 standard ] do
                  let schedule = orFail string schedule

                  let expected =
                      [ Action.Forward(0L, 1L, false, true, Storage.Work)
                        Action.EndForward
                        Action.Reverse(1L, 0L, true)
                        Action.EndReverse ]

                  Assert.Equal<Action list>(expected, List.ofSeq (Schedule.actions schedule))
                  Assert.Equal<Storage list>([ Storage.Work ], schedule.Storages)
                  Assert.Equal(Ok standard.Ub, Schedule.cost standard schedule))

          testCase "a table that would not fit is refused, and as many steps as it says are not" (fun () ->
              match HRevolve.schedule 1_000_000_000L [ 3; 40_000 ] standard |> failure with
              | Some(SpecError.OutOfRange("steps", 1_000_000_000L, 1L, most)) ->
                  // That many: 2^27 values, whatever the slots. Cancelled at once, since it is only
                  // asked whether it would be built.
                  let create steps () =
                      HRevolveTable.create (CancellationToken true) ignore steps [ 3; 40_000 ] standard |> ignore

                  Assert.Throws<OperationCanceledException>(create most)
                  Assert.True(most > 10_000L)
              | other -> failtest $"{other}")

          testCase "RAM alone, and free, is Revolve, for any length" (fun () ->
              for steps, slots in [ 2L, 1; 50L, 7; 1000L, 10; 77L, 200 ] do
                  let revolve =
                      Revolve.along Trajectory.Largest steps slots |> orFail string |> Schedule.actions |> List.ofSeq

                  let hRevolve = HRevolve.schedule steps [ slots ] standard |> orFail string
                  Assert.Equal<Action list>(revolve, List.ofSeq (Schedule.actions hRevolve))

              let steps, slots = 1_000_000_000_000_000L, 40

              let predicted family =
                  family |> orFail string |> Schedule.predict |> orFail string

              let expected = predicted (Revolve.along Trajectory.Largest steps slots)
              Assert.True((predicted (HRevolve.schedule steps [ slots ] standard) = expected)))

          testCase "steps that take no time are recomputed from the start" (fun () ->
              let model = CostModel.create 0.0 1.0 [ 0.0 ] [ 0.0 ] |> orFail string
              let schedule = HRevolve.schedule 1000L [ 5; 5 ] model |> orFail string
              let counted = (Schedule.profile schedule |> orFail string).Counts
              Assert.True((Schedule.predict schedule |> orFail string) = counted)

              Assert.Equal(
                  { Writes = 1L
                    Reads = 999L
                    Deletes = 1L },
                  Counts.level 0 counted
              ))

          testCase "a slot for each step, or one slot for all, in bounded stack" (fun () ->
              // On a thread with little stack: what is as deep as the steps or the slots
              // would not come back.
              let work () =
                  for steps, slots in
                      [ 1000L, [ 5; 995 ]
                        20_000L, [ 0; 1 ]
                        1200L, [ 0; 1200 ]
                        10_000L, [ 10_000; 5 ] ] do
                      let schedule = HRevolve.schedule steps slots standard |> orFail string
                      let profile = Schedule.profile schedule |> orFail string
                      Assert.Equal(steps, profile.Counts.ReversedSteps)
                      Assert.True((Schedule.predict schedule |> orFail string) = profile.Counts)

              let failures = ResizeArray<exn>()

              let thread =
                  Thread(
                      (fun () ->
                          try
                              work ()
                          with error ->
                              failures.Add error),
                      256 * 1024
                  )

              thread.Start()
              thread.Join()
              Assert.Empty failures)

          testCase "costs beyond what a float can add up still give a schedule" (fun () ->
              let huge = Double.MaxValue
              let model = CostModel.create huge huge [ huge ] [ huge ] |> orFail string
              let schedule = HRevolve.schedule 30L [ 2; 3 ] model |> orFail string
              Assert.Equal(30L, (Schedule.profile schedule |> orFail string).Counts.ReversedSteps))

          testCase "progress goes from 0 to 1, and a table being built can be cancelled" (fun () ->
              let told = ResizeArray<float>()

              let build (cancellation: CancellationToken) progress =
                  Spec.HRevolve(5000L, [ 3; 4; 2 ], largest, standard)
                  |> Spec.buildWith
                      { BuildOptions.standard with
                          Cancellation = cancellation
                          Progress = progress }

              Assert.Equal(None, build CancellationToken.None told.Add |> failure)
              Assert.EqualItems(Seq.sort told, told)
              Assert.Equal(1.0, Seq.last told)
              Assert.True(Seq.head told >= 0.0 && told.Count > 4 * (4 + 2))

              // Rows that are short too: at least once a row.
              told.Clear()

              Spec.HRevolve(300L, [ 3; 200 ], largest, standard)
              |> Spec.buildWith
                  { BuildOptions.standard with
                      Progress = told.Add }
              |> failure
              |> ignore

              Assert.True(told.Count > 200)

              use source = new CancellationTokenSource()
              told.Clear()

              let cancelHalfway part =
                  told.Add part

                  if part > 0.5 then
                      source.Cancel()

              Assert.ThrowsAny<OperationCanceledException>(fun () -> build source.Token cancelHalfway |> ignore)

              Assert.True(Seq.last told < 0.9)) ]
