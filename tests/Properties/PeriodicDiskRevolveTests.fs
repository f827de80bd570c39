/// Periodic-Disk-Revolve: how the period is found, and what the schedule does with it.
module Schedules.Tests.PeriodicDiskRevolveTests

open System
open System.Threading
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.DiskFamilies
open Schedules.Tests.Reference

let private build steps slots period oneRead costs : Schedule =
    PeriodicDiskRevolve.schedule steps slots period oneRead (model costs) |> orFail string

let private periodOf choice slots oneRead costs : int64 =
    PeriodicDiskRevolve.period choice slots oneRead (model costs) |> orFail string

let private found =
    [ DiskPeriod.OneRead; DiskPeriod.Searched; DiskPeriod.ClosedFormula ]

/// What the schedule must cost: period by period, then the rest.
let private expected (period: int64) (oneRead: bool) (costs: Costs) (steps: int64) (plain: Plain) : float =
    let rec go (l: int64) : float =
        if l > period then
            let once =
                if oneRead then
                    plain.Ram[int period - 1]
                else
                    plain.Single[int period - 1]

            costs.Wd + float period * costs.Uf + costs.Rd + once + go (l - period)
        elif not oneRead && costs.Wd + plain.Single[int l] < plain.Ram[int l] then
            costs.Wd + plain.Single[int l]
        else
            plain.Ram[int l]

    go (steps - 1L)

[<Tests>]
let tests =
    testList
        "PeriodicDiskRevolve"
        [ testCase "the streams of the reference data, action by action or by their digest" (fun () ->
              // There one read means the period for it, and otherwise the period is searched.
              let build steps slots oneRead model =
                  let period = if oneRead then DiskPeriod.OneRead else DiskPeriod.Searched
                  PeriodicDiskRevolve.schedule steps slots period oneRead model |> orFail string

              Assert.Equal(40, equalStreams "PeriodicDiskRevolve" build "schedules.jsonl")
              Assert.Equal(11, equalStreams "PeriodicDiskRevolve" build "schedules-large.jsonl"))

          testCase "the periods of the reference data" (fun () ->
              let mutable count = 0

              for row in rows "quantities.jsonl" do
                  let arguments = row.GetProperty "arguments"
                  let value () = row.GetProperty("value").GetInt64()
                  let slots () = int (number "cm" arguments)
                  count <- count + 1

                  match text "quantity" row with
                  | "compute_mmax" ->
                      Assert.Equal(value (), DiskBounds.mmax (int64 (slots ())) (model (costsOf arguments)))
                  | "mxrr_close_formula" ->
                      for oneRead in [ false; true ] do
                          Assert.Equal(value (), periodOf DiskPeriod.OneRead (slots ()) oneRead (costsOf arguments))
                  | "compute_mx" ->
                      let oneRead = flag "one_read_disk" arguments
                      Assert.Equal(value (), periodOf DiskPeriod.Searched (slots ()) oneRead (costsOf arguments))
                  | _ -> count <- count - 1

              Assert.Equal(24 + 24 + 48, count))

          testCase "a and b are the least repetition numbers that are worth more than the disk costs" (fun () ->
              let least c ratio =
                  Seq.initInfinite int64 |> Seq.find (fun t -> float (Binomial.beta c t |> orFail string) > ratio)

              for c in 1L .. 6L do
                  for costs in various |> List.filter (fun costs -> costs.Uf > 0.0) do
                      Assert.Equal(least c ((costs.Wd + costs.Rd) / costs.Uf), DiskBounds.a c (model costs))
                      Assert.Equal(least c (costs.Wd / costs.Uf), DiskBounds.b c (model costs)))

          testCase "the closed formula is that of the paper, term by term, also where costs are met exactly" (fun () ->
              for c in 1L .. 4L do
                  let beta s t = Binomial.beta s t |> orFail string

                  let f y x =
                      beta (c + 1L) (x + y - 1L) - Seq.sum (seq { for k in 0L .. x - 1L -> beta c k })

                  for rd in 0L .. 10L do
                      let x = Seq.initInfinite int64 |> Seq.find (fun x -> rd < beta (c + 1L) x)

                      for wd in 0L .. 40L do
                          let period x =
                              let reached y =
                                  wd <= Seq.sum (seq { for j in 1L .. y -> f j x })

                              f (Seq.initInfinite (fun y -> int64 y + 1L) |> Seq.find reached) x

                          Assert.Equal(
                              [ period x; period (x + 1L) ],
                              DiskBounds.closed c (model (costs 1.0 1.0 (float wd) (float rd)))
                          ))

          testCase
              "the searched period is the longest of least cost for each step; and the closed formula's is as good, if read as often as pays"
              (fun () ->
                  let mutable longerThanOneRead = 0

                  for slots in 1..4 do
                      for uf in [ 0.5; 1.0; 2.0 ] do
                          for wd in [ 0.0; 0.25; 1.0; 2.5; 5.0; 13.0; 20.0 ] do
                              for rd in [ 0.0; 0.5; 1.0; 3.0; 7.5 ] do
                                  let costs = costs uf 1.0 wd rd

                                  for oneRead in [ false; true ] do
                                      // Some way beyond mmax: longer ones are no better.
                                      let lmax = int (DiskBounds.mmax (int64 slots) (model costs)) + 20
                                      let plain = plain everything 1 lmax slots oneRead costs

                                      let relative (m: int64) =
                                          (wd + rd + plain.Single[int m - 1]) / float m

                                      let least = Seq.min (seq { for m in 1L .. int64 lmax -> relative m })
                                      let searched = periodOf DiskPeriod.Searched slots oneRead costs
                                      Assert.Equal(least, relative searched)
                                      let mmax = int64 lmax - 20L

                                      Assert.True(
                                          Seq.forall (fun m -> relative m > least) (seq { searched + 1L .. mmax })
                                      )

                                      let closed = periodOf DiskPeriod.ClosedFormula slots oneRead costs

                                      if oneRead then
                                          Assert.True(relative closed >= least)
                                      else
                                          Assert.Equal(least, relative closed)

                                      if searched > periodOf DiskPeriod.OneRead slots oneRead costs then
                                          longerThanOneRead <- longerThanOneRead + 1

                  // They are different answers.
                  Assert.InRange(longerThanOneRead, 1, 10000))

          testCase
              "valid, with the right gradient and the cost of its periods, for all steps up to 30 and slots up to 5"
              (fun () ->
                  for costs in various do
                      for slots in 1..5 do
                          for oneRead in [ false; true ] do
                              let plain = plain everything everything 29 slots oneRead costs

                              let choices =
                                  found
                                  @ List.map DiskPeriod.Given [ 1L; 2L; 3L; 7L; 28L; 29L; 1_000_000_000_000_000_000L ]
                                  |> List.map (fun choice -> choice, periodOf choice slots oneRead costs)

                              for steps in 1L .. 30L do
                                  // Periods that no calculation of so many steps
                                  // reaches are all one.
                                  for choice, period in
                                      choices |> List.distinctBy (fun (_, period) -> min period steps) do
                                      let schedule = build steps slots choice oneRead costs
                                      let what = $"{steps} steps, {slots} slots, {choice}, one read {oneRead}, {costs}"
                                      let counts = judge what true schedule
                                      Assert.Equal(expected period oneRead costs steps plain, makespan costs counts)
                                      Assert.True(plain.Chain[int steps - 1] <= makespan costs counts))

          testCase "valid, and predicted as counted, for large random ones" (fun () ->
              let problem =
                  gen {
                      let! steps =
                          Gen.elements [ 100; 1000; 20000 ] |> Gen.bind (fun most -> Gen.choose (1, most))

                      let! slots = Gen.choose ((if steps > 1000 then 3 else 1), 20)
                      let! oneRead = Gen.elements [ false; true ]
                      let! costs = randomCosts
                      let! given = Gen.choose (1, 100) |> Gen.map (int64 >> DiskPeriod.Given)
                      let! choice = Gen.elements (given :: found)
                      return (int64 steps, slots, choice), (oneRead, costs)
                  }
                  |> Random.among (fun ((steps, slots, choice), (_, costs)) ->
                      isModest steps slots && choice <> DiskPeriod.Given 0L && areCosts costs)

              let holds ((steps: int64, slots: int, choice: DiskPeriod), (oneRead: bool, costs: Costs)) =
                  let what = $"{steps} steps, {slots} slots, {choice}, one read {oneRead}, {costs}"
                  let schedule = build steps slots choice oneRead costs
                  let counts = judge what (steps <= 1000L) schedule

                  let best =
                      DiskRevolve.schedule steps slots oneRead (model costs)
                      |> Result.bind (Schedule.cost (model costs))
                      |> orFail string

                  best <= makespan costs counts

              Random.check 60 problem holds)

          testCase
              "for long calculations the period for the kind of reading costs little more than Disk-Revolve"
              (fun () ->
                  for costs in various |> List.filter (fun costs -> costs.Uf > 0.0) do
                      for slots in 1..5 do
                          for oneRead, period in
                              [ false, DiskPeriod.Searched
                                false, DiskPeriod.ClosedFormula
                                true, DiskPeriod.OneRead ] do
                              let model = model costs

                              let cost schedule =
                                  schedule |> Result.bind (Schedule.cost model) |> orFail string

                              let best = cost (DiskRevolve.schedule 20_000L slots oneRead model)

                              let periodic =
                                  cost (PeriodicDiskRevolve.schedule 20_000L slots period oneRead model)

                              Assert.InRange(periodic / best, 1.0, 1.001))

          testSequenced (
              testCase "any length: 10^18 steps are predicted and started at once" (fun () ->
                  for oneRead in [ false; true ] do
                      for choice in found @ [ DiskPeriod.Given 1000L ] do
                          let costs = costs 1.0 3.0 20.0 1.0
                          let steps = 1_000_000_000_000_000_000L
                          let schedule = build steps 10 choice oneRead costs
                          let before = GC.GetAllocatedBytesForCurrentThread()
                          let run = Schedule.runThrough 1L schedule
                          let mutable count = 0

                          while count < 100_000 && run.MoveNext() do
                              count <- count + 1

                          Assert.Equal(100_000, count)
                          Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 10_000_000L)
                          let counts = Schedule.predict schedule |> orFail string
                          let period = periodOf choice 10 oneRead costs
                          let whole = (steps - 2L) / period
                          let disk = Counts.level 1 counts
                          Assert.InRange(disk.Writes, whole, whole + 1L)
                          Assert.Equal(steps, counts.ReversedSteps)

                  // What one slot makes of so long a rest needs more than 64 bits: refused by name,
                  // but there is a schedule.
                  let schedule =
                      build
                          1_000_000_000_000_000_000L
                          1
                          (DiskPeriod.Given 1_000_000_000_000_000_000L)
                          true
                          (costs 1.0 1.0 1.0 1.0)

                  Assert.Equal(
                      Error(SpecError.TooLarge("steps", 1_000_000_000_000_000_000L)),
                      Schedule.predict schedule |> Result.map ignore
                  )

                  Assert.Equal<Storage list>([ Storage.Work; Storage.Ram ], schedule.Storages))
          )

          testCase "a given period never costs more than with one read, and 1D-Revolve no more than Revolve" (fun () ->
              let cost schedule costs =
                  schedule |> Result.bind (Schedule.cost (model costs)) |> orFail string

              let dear = costs 0.7 0.1 50.0 1.0

              let holds (steps: int64, slots: int, period: int64, costs: Costs) =
                  let of' oneRead =
                      cost
                          (PeriodicDiskRevolve.schedule steps slots (DiskPeriod.Given period) oneRead (model costs))
                          costs

                  of' false <= of' true
                  && cost (OneDRevolve.schedule steps slots false (model costs)) costs
                     <= cost (Revolve.schedule steps slots) costs

              Assert.True(holds (16L, 4, 100L, dear))
              Assert.Equal(20.5, cost (OneDRevolve.schedule 16L 4 false (model dear)) dear, 1e-9)

              let problems =
                  gen {
                      let! steps = Gen.choose (1, 300)
                      let! slots = Gen.choose (1, 8)
                      let! period = Gen.choose (1, 300)
                      let! costs = randomCosts
                      return int64 steps, slots, int64 period, costs
                  }
                  |> Random.among (fun (steps, slots, period, costs) ->
                      steps >= 1L && slots >= 1 && period >= 1L && areCosts costs)

              Random.check 300 problems holds)

          testCase "a checkpoint on disk each period, and no sooner" (fun () ->
              let schedule = build 100L 3 (DiskPeriod.Given 7L) false (costs 1.0 1.0 0.5 0.5)

              let kept =
                  schedule
                  |> Schedule.actionsOf 0L
                  |> Seq.choose (fun action ->
                      match action with
                      | Action.Forward(n0, n1, true, _, storage) when storage = Storage.Disk -> Some(n0, n1)
                      | _ -> None)
                  |> List.ofSeq

              Assert.Equal<(int64 * int64) list>([ for k in 0L .. 13L -> 7L * k, 7L * k + 7L ], List.truncate 14 kept))

          testCase "where forward steps are free, or the disk is dear without end, there is no period" (fun () ->
              for oneRead in [ false; true ] do
                  for choice in found do
                      Assert.Equal(1_000_000_000_000_000_000L, periodOf choice 3 oneRead (costs 0.0 1.0 0.0 0.0))
                      let schedule = build 40L 3 choice oneRead (costs 0.0 1.0 0.0 0.0)
                      Assert.Equal<Storage list>([ Storage.Work; Storage.Ram ], schedule.Storages)

                  Assert.Equal(1L, periodOf DiskPeriod.OneRead 3 oneRead (costs 1.0 1.0 0.0 0.0))
                  Assert.True(periodOf DiskPeriod.OneRead 1 oneRead (costs 1e-300 1.0 1e300 1e300) >= 1_000_000_000L))

          testCase "uf is not ub, and a write is not a read" (fun () ->
              // A write is saved by a longer period, a read by reading less: only together they
              // count alike, with one read.
              let searched wd rd =
                  periodOf DiskPeriod.Searched 1 false (costs 1.0 1.0 wd rd)

              Assert.True(searched 50.0 1.0 > 0L && searched 50.0 1.0 <> searched 1.0 50.0)
              Assert.Equal(searched 50.0 1.0, periodOf DiskPeriod.Searched 1 false (costs 1.0 99.0 50.0 1.0))
              Assert.NotEqual(searched 50.0 1.0, periodOf DiskPeriod.Searched 1 false (costs 99.0 1.0 50.0 1.0))

              let closed wd rd =
                  periodOf DiskPeriod.ClosedFormula 1 false (costs 1.0 1.0 wd rd)

              Assert.NotEqual(closed 50.0 1.0, closed 1.0 50.0))

          testCase "all costs times a power of two change no action" (fun () ->
              for costs in various do
                  for choice in found do
                      let scaled =
                          { Uf = 8.0 * costs.Uf
                            Ub = 8.0 * costs.Ub
                            Wd = 8.0 * costs.Wd
                            Rd = 8.0 * costs.Rd }

                      Assert.Equal<string list>(
                          actions (build 60L 2 choice false costs),
                          actions (build 60L 2 choice false scaled)
                      ))

          testCase "bad parameters are refused by name" (fun () ->
              let parameter result =
                  match result with
                  | Ok _ -> "accepted"
                  | Error(error: SpecError) -> error.Parameter

              let build steps slots choice =
                  parameter (PeriodicDiskRevolve.schedule steps slots choice false CostModel.standard)

              let period choice slots =
                  parameter (PeriodicDiskRevolve.period choice slots false CostModel.standard)

              for choice in found do
                  for steps in [ 0L; -1L; Int64.MaxValue ] do
                      Assert.Equal("steps", build steps 3 choice)

                  for slots in [ 0; -1; Int32.MinValue ] do
                      Assert.Equal("snapshotsInRam", build 2L slots choice)
                      Assert.Equal("snapshotsInRam", period choice slots)

                  Assert.Equal("accepted", build 1L 0 choice)
                  Assert.Equal("snapshotsInRam", build 1L -1 choice)

              for given in [ 0L; -1L; Int64.MaxValue ] do
                  Assert.Equal("period", build 5L 3 (DiskPeriod.Given given))
                  Assert.Equal("period", period (DiskPeriod.Given given) 3)

              // The table of so long a period is refused, but where it is not needed.
              let huge = DiskPeriod.Given 1_000_000_000_000L
              Assert.Equal("period", build 1_000_000_000_000_000L 3 huge)
              Assert.Equal("accepted", build 1000L 3 huge)
              Assert.True((PeriodicDiskRevolve.schedule 1_000_000_000_000_000L 3 huge true CostModel.standard).IsOk)
              let dear = model (costs 1.0 1.0 1e12 1.0)
              Assert.Equal("period", parameter (PeriodicDiskRevolve.period DiskPeriod.Searched 1 false dear)))

          testCase "searching stops when it is told to" (fun () ->
              use source = new CancellationTokenSource()
              source.Cancel()

              Assert.Throws<OperationCanceledException>(fun () ->
                  PeriodicDiskRevolve.create
                      { BuildOptions.standard with
                          Cancellation = source.Token }
                      largest
                      1000L
                      3
                      DiskPeriod.Searched
                      false
                      false
                      CostModel.standard
                  |> ignore)) ]
