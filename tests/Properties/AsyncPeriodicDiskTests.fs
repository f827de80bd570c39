/// The asynchronous disk where the length is found out: against the same segments where it is
/// known, and its period against all others.
module Schedules.Tests.AsyncPeriodicDiskTests

open Expecto
open FsCheck.FSharp
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.DiskFamilies

let private seconds (costs: Costs) (schedule: Schedule) : float =
    (Schedule.time (Machine.ofCosts (model costs)) schedule |> orFail string).Seconds

let private online (steps: int64) (slots: int) (period: DiskPeriod) (costs: Costs) : Schedule =
    AsyncPeriodicDisk.schedule slots period (model costs)
    |> Result.bind (Schedule.ofLength steps)
    |> orFail string

/// Segments of a period each, the last one shorter, as where the length is known.
let private known (steps: int64) (slots: int) (period: int64) : Schedule =
    let chain: DiskChain =
        { Ram = RamSegment.binomial Trajectory.Maximum 0 (int64 slots)
          Chain = fun l -> if l > period then period else 0L
          Last = fun _ -> 0L
          Again = fun _ -> 0L }

    DiskChain.schedule "segments" ValueNone false chain steps slots (fun () -> DiskChain.follow chain steps)
    |> orFail string

let private problems =
    gen {
        let! steps =
            Gen.elements [ 12; 60; 400 ] |> Gen.bind (fun most -> Gen.choose (1, most))

        let! period =
            Gen.elements [ 3; 20; 100 ] |> Gen.bind (fun most -> Gen.choose (1, most))

        let! slots = Gen.choose (1, 9)
        let! costs = randomCosts
        return int64 steps, int64 period, slots, costs
    }
    |> Random.among (fun (steps, period, slots, costs) -> steps >= 1L && period >= 1L && slots >= 1 && areCosts costs)

[<Tests>]
let tests =
    testList
        "AsyncPeriodicDisk"
        [ testCase
              "where the length is known, no more is spared than the last period's write, read and sweep"
              (fun () ->
                  let holds (steps: int64, period: int64, slots: int, costs: Costs) =
                      let found = seconds costs (online steps slots (DiskPeriod.Given period) costs)
                      let least = seconds costs (known steps slots period)
                      let last = float ((steps - 1L) % period + 1L)
                      // A write that is under way may be waited for, and is not begun where the length is known.
                      let spared = 2.0 * costs.Wd + costs.Rd + last * costs.Uf
                      least <= found + 1e-6 && found <= least + spared + 1e-6

                  Random.check 500 problems holds)

          testCase "in the long run no period is faster, by 1 %, than the one that is searched for" (fun () ->
              let transfers = [ 0.5, 0.5; 5.0, 2.0; 20.0, 20.0; 1.0, 5.0; 5.0, 25.0; 30.0, 60.0 ]

              for slots, (write, read) in Seq.allPairs [ 1; 3; 10 ] transfers |> Effort.oneOf 18 do
                  let costs = costs 1.0 2.0 write read
                  // All that is read ahead is seen.
                  let machine =
                      { Machine.ofCosts (model costs) with
                          LookAhead = 1 <<< 20 }

                  /// Of a step, where the end has little part.
                  let seconds (period: DiskPeriod) : float =
                      let period = (online 1L slots period costs).Period.Value
                      let steps = 60L * period
                      let schedule = online steps slots (DiskPeriod.Given period) costs
                      (Schedule.time machine schedule |> orFail string).Seconds / float steps

                  let least = seq { 1L .. 90L } |> Seq.map (DiskPeriod.Given >> seconds) |> Seq.min
                  Assert.InRange(seconds DiskPeriod.Searched, 0.0, 1.01 * least))

          testCase "of a read that is slow, it takes less time than two-level with the same slots" (fun () ->
              let costs = costs 1.0 2.0 20.0 100.0

              let two (period: int64) : float =
                  TwoLevel.schedule Trajectory.Maximum period 2 Storage.Ram
                  |> Result.bind (Schedule.ofLength 1000L)
                  |> orFail string
                  |> seconds costs

              let found = online 1000L 2 DiskPeriod.Searched costs |> seconds costs
              Assert.InRange(found, 0.0, 0.9 * (seq { 1L .. 100L } |> Seq.map two |> Seq.min)))

          testCase "bad parameters are refused by name, and so are tables that are too large" (fun () ->
              let refused parameter slots period costs =
                  match AsyncPeriodicDisk.schedule slots period (model costs) with
                  | Error error -> Assert.Equal<string>(parameter, error.Parameter)
                  | Ok _ -> failtest parameter

              let usual = costs 1.0 2.0 5.0 5.0
              refused "snapshotsInRam" 0 DiskPeriod.Searched usual
              refused "period" 3 (DiskPeriod.Given 0L) usual
              refused "period" 3 (DiskPeriod.Given(Check.maxSteps + 1L)) usual
              refused "period" 3 DiskPeriod.Searched (costs 1.0 2.0 1e12 5.0)

              let mixed =
                  InRam.Mixed
                      { Restart = 2L
                        Dependencies = 1L
                        StifflyAccurate = false }

              for period, costs in
                  [ DiskPeriod.Given Check.maxSteps, usual
                    DiskPeriod.Searched, costs 1.0 2.0 1e6 1e6 ] do
                  match AsyncPeriodicDisk.over mixed 100000 period (model costs) with
                  | Error error -> Assert.Equal<string>("period", error.Parameter)
                  | Ok _ -> failtest "period")

          testCase "where forward steps are free, no period ends" (fun () ->
              let schedule = online 1L 3 DiskPeriod.Searched (costs 0.0 2.0 5.0 5.0)
              Assert.Equal(ValueSome Check.maxSteps, schedule.Period)) ]
