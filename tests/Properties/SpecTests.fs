/// Bad parameters, each one of each family: the error names it, its value and what is allowed.
module Schedules.Tests.SpecTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private most = 1_000_000_000_000_000_000L
let private trajectory = Trajectory.Maximum

let private outOfRange: (Spec * string * int64 * int64 * int64) list =
    [ for steps in [ Int64.MinValue; -1L; 0L; most + 1L; Int64.MaxValue ] do
          Spec.Revolve(steps, 3, Trajectory.Maximum), "steps", steps, 1L, most
          Spec.Multistage(steps, 3, 3, trajectory), "steps", steps, 1L, most
          Spec.TwoLevel(steps, 3, Storage.Ram, trajectory), "period", steps, 1L, most
          Spec.PeriodicDisk steps, "period", steps, 1L, most
      for slots in [ Int32.MinValue; -1 ] do
          Spec.Revolve(1L, slots, Trajectory.Maximum), "snapshotsInRam", int64 slots, 0L, int64 Int32.MaxValue
          Spec.Multistage(9L, 3, slots, trajectory), "snapshotsOnDisk", int64 slots, 0L, int64 Int32.MaxValue
          Spec.Multistage(9L, slots, 0, trajectory), "snapshotsInRam", int64 slots, 0L, int64 Int32.MaxValue
          Spec.Multistage(9L, slots, 3, trajectory), "snapshotsInRam", int64 slots, 0L, int64 Int32.MaxValue

          Spec.TwoLevel(3L, slots, Storage.Ram, trajectory),
          "binomialSnapshots",
          int64 slots,
          0L,
          int64 Int32.MaxValue - 1L
      Spec.Revolve(2L, 0, Trajectory.Maximum), "snapshotsInRam", 0L, 1L, int64 Int32.MaxValue
      Spec.Multistage(9L, Int32.MaxValue, 1, trajectory),
      "snapshotsInRam",
      int64 Int32.MaxValue,
      0L,
      int64 Int32.MaxValue - 1L
      Spec.Multistage(9L, 1, Int32.MaxValue, trajectory),
      "snapshotsOnDisk",
      int64 Int32.MaxValue,
      0L,
      int64 Int32.MaxValue - 1L
      Spec.Multistage(most, 20_000_000, 1, trajectory), "snapshotsInRam", 20_000_000L, 0L, (1L <<< 24) - 1L
      Spec.Multistage(most, 1, 20_000_000, trajectory), "snapshotsOnDisk", 20_000_000L, 0L, (1L <<< 24) - 1L
      Spec.TwoLevel(3L, Int32.MaxValue, Storage.Ram, trajectory),
      "binomialSnapshots",
      int64 Int32.MaxValue,
      0L,
      int64 Int32.MaxValue - 1L ]

[<Tests>]
let tests =
    testList
        "Spec"
        [ testCase "a number out of range is refused with its name, value and range" (fun () ->
              for spec, parameter, value, minimum, maximum in outOfRange do
                  match Spec.build spec with
                  | Ok _ -> failtest $"accepted: {spec}"
                  | Error error ->
                      Assert.Equal(SpecError.OutOfRange(parameter, value, minimum, maximum), error)
                      Assert.Equal((parameter, string value), (error.Parameter, error.Value))
                      Assert.Equal($"{parameter} is {value}; allowed: from {minimum} to {maximum}", string error))

          testCase "binomial slots are on a level" (fun () ->
              for storage in
                  [ Storage.Nowhere
                    Storage.Work
                    Storage.Level -1
                    Storage.Level Int32.MinValue ] do
                  match Spec.build (Spec.TwoLevel(3L, 3, storage, trajectory)) with
                  | Ok _ -> failtest $"accepted: {storage}"
                  | Error error -> Assert.Equal(SpecError.NotALevel("binomialStorage", storage), error))

          testCase "costs are finite and not negative, and there is one for a level at least" (fun () ->
              for bad in
                  [ -1.0
                    Double.NaN
                    Double.PositiveInfinity
                    Double.NegativeInfinity
                    -Double.Epsilon ] do
                  for name, result in
                      [ "uf", CostModel.create bad 1.0 [ 0.0 ] [ 0.0 ]
                        "ub", CostModel.create 1.0 bad [ 0.0 ] [ 0.0 ]
                        "write", CostModel.create 1.0 1.0 [ 0.0; bad ] [ 0.0 ]
                        "read", CostModel.create 1.0 1.0 [ 0.0 ] [ bad; 0.0 ] ] do
                      match result with
                      | Ok _ -> failtest $"accepted: {name} {bad}"
                      | Error error -> Assert.Equal(name, error.Parameter)

              Assert.Equal(Error(SpecError.NoLevels "write"), CostModel.create 1.0 1.0 [] [ 0.0 ] |> Result.map ignore)
              Assert.Equal(Error(SpecError.NoLevels "read"), CostModel.create 1.0 1.0 [ 0.0 ] [] |> Result.map ignore))

          testCase "a level deeper than the costs given costs as much as the last" (fun () ->
              let model = CostModel.create 1.0 1.0 [ 1.0; 2.0 ] [ 3.0; 4.0; 5.0 ] |> orFail string
              Assert.Equal<float list>([ 1.0; 2.0; 2.0; 2.0 ], [ for level in 0..3 -> model.Write level ])
              Assert.Equal<float list>([ 3.0; 4.0; 5.0; 5.0 ], [ for level in 0..3 -> model.Read level ]))

          testCase "cost models are equal by value" (fun () ->
              let model write =
                  CostModel.create 1.0 1.0 write [ 0.0; 2.0 ] |> orFail string

              Assert.Equal(CostModel.standard, model [ 0.0; 2.0 ])
              Assert.NotEqual(CostModel.standard, model [ 0.0; 3.0 ]))

          testCase "the largest parameters are accepted, at once" (fun () ->
              for spec in
                  [ Spec.Revolve(most, Int32.MaxValue, Trajectory.Maximum)
                    Spec.Revolve(1L, 0, Trajectory.Maximum)
                    Spec.Multistage(1L, 0, 0, trajectory)
                    Spec.Multistage(most, Int32.MaxValue, 0, trajectory)
                    Spec.Multistage(most, 0, Int32.MaxValue, trajectory)
                    Spec.Multistage(1000L, 1_000_000_000, 1_000_000_000, trajectory)
                    Spec.TwoLevel(most, Int32.MaxValue - 1, Storage.Ram, trajectory)
                    Spec.PeriodicDisk most ] do
                  Assert.True((Spec.build spec).IsOk))

          testCase "a schedule is asked for a length in range" (fun () ->
              for steps in [ Int64.MinValue; -1L; 0L; most + 1L; Int64.MaxValue ] do
                  match Schedule.ofLength steps SingleMemory.schedule with
                  | Ok _ -> failtest "accepted"
                  | Error error -> Assert.Equal(SpecError.OutOfRange("steps", steps, 1L, most), error)) ]
