/// A disk that is written and read beside the computation: known numbers, the optimum of small
/// calculations, and the schedules that it is never slower than.
module Schedules.Tests.AsyncDiskTests

open Expecto
open FsCheck.FSharp
open Schedules.FSharp
open Schedules.Testing
open Schedules.Tests.Families
open Schedules.Tests.DiskFamilies

let private seconds (costs: Costs) (schedule: Schedule) : float =
    (Schedule.time (Machine.ofCosts (model costs)) schedule |> orFail string).Seconds

/// As in the literature, whose slots count the one for the transfer.
let private segments (steps: int64) (slots: int) (costs: Costs) : SegmentTable * Schedule =
    let ram = RamSegment.binomial Trajectory.Largest 0 (int64 (max 1 (slots - 1)))

    let table, schedule =
        AsyncDisk.segments BuildOptions.standard false ram steps (slots - 1) (model costs)

    table, orFail string schedule

let private least (steps: int64) (slots: int) (costs: Costs) : float =
    AsyncDisk.schedule steps (slots - 1) (model costs) |> orFail string |> seconds costs

[<Tests>]
let tests =
    testList
        "AsyncDisk"
        [ testCase "1000 steps with 10 slots take what was found by hand" (fun () ->
              for transfer, expected in
                  [ 1.0, 2999.0
                    2.0, 3494.0
                    5.0, 3791.0
                    10.0, 3890.0
                    20.0, 4417.0
                    50.0, 4730.0 ] do
                  let costs = costs 1.0 2.0 transfer transfer
                  let table, schedule = segments 1000L 10 costs
                  Assert.Equal(expected, table.Least)
                  // What is not hidden within a segment may be in the next.
                  Assert.InRange(seconds costs schedule, 0.99 * expected, expected)
                  Assert.InRange(least 1000L 10 costs, 0.99 * expected, expected))

          testCase "the optimum of small calculations, and how far the schedule is from it" (fun () ->
              let known =
                  [ 2, 1, 15, 15.0
                    2, 2, 17, 18.0
                    2, 4, 19, 20.0
                    3, 1, 15, 15.0
                    3, 2, 16, 17.0
                    3, 4, 18, 19.0 ]

              for slots, transfer, optimum, here in Effort.oneOf 6 known do
                  Assert.Equal(optimum, ExhaustiveSearch.LeastOverlapped(8, slots, transfer).Value)
                  Assert.Equal(here, least 8L slots (costs 1.0 1.0 (float transfer) (float transfer))))

          testCase "nothing is faster than the optimum" (fun () ->
              for steps in 1..6 do
                  for slots in 2..3 do
                      for transfer in 1..4 do
                          let costs = costs 1.0 1.0 (float transfer) (float transfer)
                          let optimum = float (ExhaustiveSearch.LeastOverlapped(steps, slots, transfer).Value)
                          Assert.InRange(least (int64 steps) slots costs, optimum, 1.25 * optimum))

          testCase "with one slot beside the transfer's it is no slower than Disk-Revolve" (fun () ->
              let costs = costs 1.0 1.0 30.0 30.0

              let disk =
                  DiskRevolve.schedule 68L 1 false (model costs) |> orFail string |> seconds costs

              Assert.InRange(least 68L 2 costs, 0.0, disk)
              // By the table, where no buffer is a cache, segments alone are.
              Assert.True((fst (segments 68L 2 costs)).Least > 530.0))

          testCase
              "never slower than what it is chosen from, nor than the table says, nor faster than the bound"
              (fun () ->
                  let problems =
                      gen {
                          let! steps =
                              Gen.elements [ 20; 300; 2000 ] |> Gen.bind (fun most -> Gen.choose (1, most))

                          let! slots = Gen.choose (2, 12)
                          let! costs = randomCosts
                          return int64 steps, slots, costs
                      }
                      |> Random.among (fun (steps, slots, costs) -> steps >= 1L && slots >= 2 && areCosts costs)

                  let holds (steps: int64, slots: int, costs: Costs) =
                      let found = least steps slots costs
                      let model, ram = model costs, slots - 1

                      let others =
                          [ Revolve.schedule steps ram
                            DiskRevolve.schedule steps ram false model
                            PeriodicDiskRevolve.schedule steps ram DiskPeriod.Searched false model ]
                          |> List.map (orFail string >> seconds costs)

                      let machine = Machine.ofCosts model

                      let room: Room =
                          { Ram = float (ram + machine.Buffers)
                            Slower = [ infinity ]
                            WorkSteps = 1L
                            KeepsDependencies = false }

                      let table, alone = segments steps slots costs

                      List.forall (fun other -> found <= other) others
                      && found <= seconds costs alone
                      && LowerBound.seconds machine room steps <= found + 1e-9
                      && (steps = 1L || table.Least >= 0.0)

                  Random.check 100 problems holds)

          testCase "bad parameters are refused by name" (fun () ->
              let refused parameter steps slots =
                  match AsyncDisk.schedule steps slots CostModel.standard with
                  | Error error -> Assert.Equal<string>(parameter, error.Parameter)
                  | Ok _ -> failtest parameter

              refused "steps" 0L 3
              refused "steps" (AsyncDisk.maxSteps + 1L) 3
              refused "snapshotsInRam" 2L 0
              Assert.True((AsyncDisk.schedule 1L 0 CostModel.standard).IsOk)) ]
