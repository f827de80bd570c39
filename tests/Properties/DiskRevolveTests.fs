/// Disk-Revolve and 1D-Revolve: the tables are what looking at everything gives, and the schedules
/// cost what the tables say.
module Schedules.Tests.DiskRevolveTests

open System
open System.Text.Json
open System.Threading
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.DiskFamilies
open Schedules.Tests.Reference

let private diskRevolve steps slots oneRead costs : Schedule =
    DiskRevolve.schedule steps slots oneRead (model costs) |> orFail string

let private oneD steps slots oneRead costs : Schedule =
    OneDRevolve.schedule steps slots oneRead (model costs) |> orFail string

let private table steps slots oneRead costs : DiskRevolveTable =
    DiskRevolveTable.create CancellationToken.None ignore steps slots oneRead (model costs)
    |> orFail string

let private cost steps slots oneRead costs : float =
    DiskRevolve.schedule steps slots oneRead (model costs)
    |> Result.bind (Schedule.cost (model costs))
    |> orFail string

let private single lmax slots oneRead costs : DiskRow =
    DiskRevolveTable.single CancellationToken.None ignore lmax (int64 slots) oneRead (model costs)

/// O1 of l advances, ub included.
let private singleCost costs (row: DiskRow) (l: int) : float =
    float (l + 1) * costs.Ub + row.Extra(int64 l)

let private values (value: JsonElement) : float list =
    [ for value in value.EnumerateArray() -> value.GetDouble() ]

[<Tests>]
let tests =
    testList
        "DiskRevolve"
        [ testCase "the streams of the reference data, action by action or by their digest" (fun () ->
              let build steps slots oneRead model =
                  DiskRevolve.schedule steps slots oneRead model |> orFail string

              Assert.Equal(42, equalStreams "DiskRevolve" build "schedules.jsonl")
              Assert.Equal(11, equalStreams "DiskRevolve" build "schedules-large.jsonl"))

          testCase "the tables of the reference data" (fun () ->
              let mutable count = 0

              for row in rows "quantities.jsonl" do
                  let arguments = row.GetProperty "arguments"
                  let value = row.GetProperty "value"
                  let size () = int (number "lmax" arguments)
                  let slots () = int (number "cm" arguments)
                  let oneRead () = flag "one_read_disk" arguments
                  count <- count + 1

                  match text "quantity" row with
                  | "opt_0_table" ->
                      // From the closed form: RAM alone, since a write costs more than
                      // anything could save.
                      let costs =
                          { costsOf arguments with
                              Wd = 1e6
                              Rd = 1e6 }

                      for slots in 1 .. slots () do
                          let computed = [ for l in 0 .. size () -> cost (int64 l + 1L) slots false costs ]

                          Assert.Equal<float list>(values value[slots], computed)
                  | "opt_1d_table" ->
                      let costs = costsOf arguments
                      let row = single (size ()) (slots ()) (oneRead ()) costs
                      Assert.Equal<float list>(values value, [ for l in 0 .. size () -> singleCost costs row l ])
                  | "opt_inf_table" ->
                      let table = table (int64 (size ()) + 1L) (slots ()) (oneRead ()) (costsOf arguments)

                      let computed =
                          [ for l in 0 .. size () -> DiskRevolveTable.cost (int64 l + 1L) table |> orFail string ]

                      Assert.Equal<float list>(values value, computed)
                  | _ -> count <- count - 1

              Assert.Equal(24 + 48 + 48, count))

          testCase "the costs of the reference data: Revolve, one read, full" (fun () ->
              let mutable count = 0

              for line in Seq.tail (lines "disk-revolve.csv") do
                  match line.Split ',' |> Array.map float with
                  | [| l; c; wd; rd; revolve; oneRead; full |] ->
                      count <- count + 1
                      let costs = costs 1.0 1.0 wd rd
                      let steps, slots = int64 l + 1L, int c

                      Assert.Equal(
                          revolve,
                          Revolve.schedule steps slots |> Result.bind (Schedule.cost (model costs)) |> orFail string
                      )

                      Assert.Equal(oneRead, cost steps slots true costs)
                      Assert.Equal(full, cost steps slots false costs)
                  | _ -> failtest line

              Assert.Equal(70, count))

          testCase "values and advances of the tables are what looking at every advance gives" (fun () ->
              for costs in various do
                  for slots in [ 1; 2; 3; 4; 7; 300 ] do
                      for oneRead in [ false; true ] do
                          let lmax = 220
                          let plain = plain everything everything lmax slots oneRead costs
                          let row = single lmax slots oneRead costs
                          let table = table (int64 lmax + 1L) slots oneRead costs

                          for l in 0..lmax do
                              let steps = int64 l + 1L
                              Assert.Equal(plain.Single[l], singleCost costs row l)
                              Assert.Equal(plain.SingleAdvance[l], row.Advance l)
                              Assert.Equal(plain.Chain[l], DiskRevolveTable.cost steps table |> orFail string)
                              Assert.Equal(plain.ChainAdvance[l], DiskRevolveTable.chained table steps))

          testCase "and for random costs and slots, where ties are rare and the disk is dear" (fun () ->
              let problem =
                  Gen.zip (Gen.choose (1, 12)) randomCosts
                  |> Random.among (fun (slots, costs) -> slots >= 1 && areCosts costs)


              let holds (slots: int, costs: Costs) =
                  [ false; true ]
                  |> List.forall (fun oneRead ->
                      let lmax = 300
                      let plain = plain everything everything lmax slots oneRead costs
                      let row = single lmax slots oneRead costs
                      let table = table (int64 lmax + 1L) slots oneRead costs

                      [ 0..lmax ]
                      |> List.forall (fun l ->
                          plain.Single[l] = singleCost costs row l
                          && plain.SingleAdvance[l] = row.Advance l
                          && Ok plain.Chain[l] = DiskRevolveTable.cost (int64 l + 1L) table
                          && plain.ChainAdvance[l] = DiskRevolveTable.chained table (int64 l + 1L)))

              Random.check 150 problem holds)

          testCase "no advance beyond mmax is needed between two checkpoints on disk, and mmax is needed" (fun () ->
              let mutable reached = 0

              for costs in various |> List.filter (fun costs -> costs.Uf > 0.0) do
                  for slots in 1..5 do
                      for oneRead in [ false; true ] do
                          let mmax = int (DiskBounds.mmax (int64 slots) (model costs))
                          let lmax = 150
                          let all = plain everything everything lmax slots oneRead costs
                          let bounded = plain everything mmax lmax slots oneRead costs
                          Assert.Equal<float[]>(all.Chain, bounded.Chain)
                          Assert.Equal<int64[]>(all.ChainAdvance, bounded.ChainAdvance)
                          // A much smaller bound would be wrong: what is
                          // compared does depend on it.
                          let halved = plain everything (mmax / 3) lmax slots oneRead costs
                          reached <- reached + (if halved.Chain <> all.Chain then 1 else 0)

              Assert.InRange(reached, 1, 1000))

          testCase "from the initial state alone longer advances than mmax are needed" (fun () ->
              // One slot, uf = ub = 1, disk free: mmax is 3, and 8 steps are best reversed by
              // advancing 5 from the disk first.
              let costs = costs 1.0 1.0 0.0 0.0
              Assert.Equal(3L, DiskBounds.mmax 1L (model costs))
              let all = plain everything everything 7 1 false costs
              let bounded = plain 3 everything 7 1 false costs
              Assert.Equal(5L, all.SingleAdvance[7])
              Assert.True(all.Single[7] < bounded.Single[7])
              Assert.Equal(all.Single[7], singleCost costs (single 7 1 false costs) 7))

          testCase
              "valid, with the right gradient and the cost in the table, for all steps up to 30 and slots up to 5"
              (fun () ->
                  for costs in various do
                      for slots in 1..5 do
                          for oneRead in [ false; true ] do
                              let plain = plain everything everything 29 slots oneRead costs

                              for l in 0..29 do
                                  let steps = int64 l + 1L
                                  let what = $"{steps} steps, {slots} slots, one read {oneRead}, {costs}"

                                  let counts =
                                      diskRevolve steps slots oneRead costs |> judge $"disk-revolve, {what}" true

                                  Assert.Equal(plain.Chain[l], makespan costs counts)

                                  Assert.Equal(
                                      Ok plain.Chain[l],
                                      DiskRevolveTable.cost steps (table steps slots oneRead costs)
                                  )

                                  let counts = oneD steps slots oneRead costs |> judge $"1d-revolve, {what}" true
                                  let writes = (Counts.level 1 counts).Writes
                                  let onDisk = costs.Wd + plain.Single[l]
                                  Assert.Equal(min plain.Ram[l] onDisk, makespan costs counts)
                                  Assert.Equal((if onDisk < plain.Ram[l] then 1L else 0L), writes))

          testCase "valid, and predicted as counted, for large random ones" (fun () ->
              let problem =
                  gen {
                      let! steps =
                          Gen.elements [ 100; 1000; 20000 ] |> Gen.bind (fun most -> Gen.choose (1, most))
                      // One slot for many steps means millions of actions, where the disk is dear.
                      let! slots = Gen.choose ((if steps > 1000 then 3 else 1), 20)
                      let! oneRead = Gen.elements [ false; true ]
                      let! costs = randomCosts
                      return int64 steps, slots, oneRead, costs
                  }
                  |> Random.among (fun (steps, slots, _, costs) -> isModest steps slots && areCosts costs)

              let holds (steps: int64, slots: int, oneRead: bool, costs: Costs) =
                  let table = table steps slots oneRead costs
                  let what = $"{steps} steps, {slots} slots, one read {oneRead}, {costs}"

                  let counts =
                      DiskRevolve.ofTable steps table |> orFail string |> judge what (steps <= 1000L)

                  let row = single (int steps - 1) slots oneRead costs
                  let oneD = oneD steps slots oneRead costs |> judge what (steps <= 1000L)

                  DiskRevolveTable.cost steps table = Ok(makespan costs counts)
                  && makespan costs oneD =
                      min
                          (singleCost costs row (int steps - 1) + costs.Wd)
                          (Revolve.schedule steps slots |> Result.bind (Schedule.cost (model costs)) |> orFail string)

              Random.check 60 problem holds)

          testCase "a prediction is the engine's, segment by segment" (fun () ->
              // The census goes through the policy itself, as the engine does.
              for costs in various do
                  for oneRead in [ false; true ] do
                      let schedule = diskRevolve 700L 3 oneRead costs

                      let plan = schedule.Plan
                      let counted = SegmentCounts.count (Plan.policy plan) 700L plan.Context
                      Assert.Equal<Result<Counts, SpecError>>(Ok counted, Schedule.predict schedule))

          testCase
              "reading as often as pays is never worse than one read, nor that than Revolve; sometimes by 44 %"
              (fun () ->
                  for costs in various do
                      for slots in 1..5 do
                          for steps in [ 1L .. 30L ] @ [ 100L; 1000L ] do
                              let revolve =
                                  Revolve.schedule steps slots
                                  |> Result.bind (Schedule.cost (model costs))
                                  |> orFail string

                              let oneRead, full = cost steps slots true costs, cost steps slots false costs
                              Assert.True(full <= oneRead && oneRead <= revolve)

                  let dear = costs 1.0 1.0 50.0 1.0
                  Assert.InRange(cost 300L 1 true dear / cost 300L 1 false dear, 1.44, 1.45))

          testCase "all costs times a power of two change no action" (fun () ->
              for costs in various do
                  for oneRead in [ false; true ] do
                      for factor in [ 0.125; 2.0; 1024.0 ] do
                          let scaled =
                              { Uf = factor * costs.Uf
                                Ub = factor * costs.Ub
                                Wd = factor * costs.Wd
                                Rd = factor * costs.Rd }

                          for steps in [ 1L; 2L; 17L; 60L ] do
                              for build in [ diskRevolve; oneD ] do
                                  Assert.Equal<string list>(
                                      actions (build steps 2 oneRead costs),
                                      actions (build steps 2 oneRead scaled)
                                  ))

          testCase "ub changes no action, nor does what RAM costs" (fun () ->
              let other = CostModel.create 1.0 77.0 [ 3.0; 20.0 ] [ 9.0; 1.0 ] |> orFail string

              for oneRead in [ false; true ] do
                  let with' = DiskRevolve.schedule 100L 2 oneRead other |> orFail string

                  Assert.Equal<string list>(
                      actions (diskRevolve 100L 2 oneRead (costs 1.0 3.0 20.0 1.0)),
                      actions with'
                  ))

          testCase "more slots or a lesser cost never raise the makespan" (fun () ->
              let problem =
                  Gen.zip3 (Gen.choose (1, 400)) (Gen.choose (1, 8)) randomCosts
                  |> Random.among (fun (steps, slots, costs) -> steps >= 1 && slots >= 1 && areCosts costs)

              let holds (steps: int, slots: int, costs: Costs) =
                  [ false; true ]
                  |> List.forall (fun oneRead ->
                      let given = cost (int64 steps) slots oneRead costs
                      let less value = floor value / 2.0

                      cost (int64 steps) (slots + 1) oneRead costs <= given
                      && [ { costs with Uf = less costs.Uf }
                           { costs with Ub = less costs.Ub }
                           { costs with Wd = less costs.Wd }
                           { costs with Rd = less costs.Rd } ]
                         |> List.forall (fun cheaper -> cost (int64 steps) slots oneRead cheaper <= given))

              Random.check 200 problem holds)

          testCase "uf is not ub, and a write is not a read" (fun () ->
              // By hand: 3 steps, 1 slot. In RAM 3ub + 3uf; with the initial state on disk uf for 0
              // … 1, then 2 steps in RAM, ub + rd.
              let given = costs 8.0 1.0 2.0 3.0
              Assert.Equal(2.0 + 8.0 + (8.0 + 2.0) + 3.0 + 1.0, cost 3L 1 false given)
              Assert.NotEqual(24.0, cost 3L 1 false { given with Uf = 1.0; Ub = 8.0 })

              // A disk that is dear to write is written less, and read more, than one
              // that is dear to read.
              let counts wd rd =
                  diskRevolve 300L 1 false (costs 1.0 1.0 wd rd) |> judge "dear" false |> Counts.level 1

              let dearWrites, dearReads = counts 50.0 1.0, counts 1.0 50.0
              Assert.Equal(2372.0, cost 300L 1 false (costs 1.0 1.0 50.0 1.0))
              Assert.True(dearWrites.Reads > 3L * dearWrites.Writes)
              Assert.Equal(dearReads.Writes, dearReads.Reads)

              // The initial state's write is not weighed by 1D-Revolve, its reads are.
              let oneDReads wd rd =
                  oneD 300L 1 false (costs 1.0 1.0 wd rd) |> judge "1d" false |> Counts.level 1 |> _.Reads

              Assert.True(oneDReads 1000.0 1.0 > 1L)
              Assert.True(oneDReads 1.0 1000.0 < oneDReads 1000.0 1.0))

          testCase "nothing is kept on disk where forward steps are free, or RAM holds all" (fun () ->
              for oneRead in [ false; true ] do
                  for schedule in
                      [ diskRevolve 50L 3 oneRead (costs 0.0 0.1 0.0 0.0)
                        diskRevolve 50L 49 oneRead (costs 1.0 1.0 0.0 0.0)
                        diskRevolve 50L 1000 oneRead (costs 1.0 1.0 0.5 0.0)
                        oneD 50L 3 oneRead (costs 0.0 0.1 0.0 0.0)
                        oneD 50L 1000 oneRead (costs 1.0 1.0 0.0 0.0) ] do
                      Assert.Equal<Storage list>([ Storage.Work; Storage.Ram ], schedule.Storages)
                      judge "no disk" true schedule |> ignore)

          testCase "a table serves all lengths up to its own" (fun () ->
              let costs = costs 1.0 3.0 20.0 1.0
              let table = table 200L 2 false costs
              Assert.Equal(200L, table.MaxSteps)

              for steps in [ 1L; 2L; 57L; 200L ] do
                  Assert.Equal<string list>(
                      actions (diskRevolve steps 2 false costs),
                      actions (DiskRevolve.ofTable steps table |> orFail string)
                  )

              Assert.Equal(Error(SpecError.OutOfRange("steps", 201L, 1L, 200L)), DiskRevolveTable.cost 201L table)
              Assert.True((DiskRevolve.ofTable 201L table).IsError))

          testCase "bad parameters are refused by name" (fun () ->
              let parameter (result: Result<Schedule, SpecError>) =
                  match result with
                  | Ok _ -> "accepted"
                  | Error error -> error.Parameter

              let model = CostModel.standard

              for build in [ DiskRevolve.schedule; OneDRevolve.schedule ] do
                  for steps in [ 0L; -1L; Int64.MinValue; Int64.MaxValue; DiskRevolveTable.maxSteps + 1L ] do
                      Assert.Equal("steps", parameter (build steps 3 false model))

                  for slots in [ 0; -1; Int32.MinValue ] do
                      Assert.Equal("snapshotsInRam", parameter (build 2L slots true model))

                  Assert.Equal("snapshotsInRam", parameter (build 1L -1 true model))
                  Assert.Equal("accepted", parameter (build 1L 0 true model))
                  Assert.Equal("accepted", parameter (build 3L Int32.MaxValue false model)))

          testCase "building stops when it is told to, and says how far it is" (fun () ->
              use source = new CancellationTokenSource()
              let mutable told = []

              let build steps =
                  Spec.DiskRevolve(steps, 3, false, largest, false, model (costs 1.0 1.0 1000.0 1000.0))
                  |> Spec.buildWith
                      { BuildOptions.standard with
                          Cancellation = source.Token
                          Progress =
                              fun part ->
                                  told <- part :: told

                                  if part > 0.6 then
                                      source.Cancel() }
                  |> ignore

              Assert.Throws<OperationCanceledException>(fun () -> build 200_000L)
              let told = List.rev told
              Assert.Equal<float list>(List.sort told, told)
              Assert.True(told.Length > 3 && List.last told < 1.0)

              Assert.Throws<OperationCanceledException>(fun () ->
                  Spec.OneDRevolve(5L, 3, false, largest, false, CostModel.standard)
                  |> Spec.buildWith
                      { BuildOptions.standard with
                          Cancellation = source.Token }
                  |> ignore)

              let mutable last = 0.0

              Spec.DiskRevolve(5L, 3, false, largest, false, CostModel.standard)
              |> Spec.buildWith
                  { BuildOptions.standard with
                      Progress = fun part -> last <- part }
              |> ignore

              Assert.Equal(1.0, last))

          testCase "10^6 steps are gone through in bounded stack, at the cost in the table" (fun () ->
              let costs = costs 1.0 1.0 2.0 2.0

              for slots in [ 10; 2_000_000 ] do
                  let table = table 1_000_000L slots false costs
                  let schedule = DiskRevolve.ofTable 1_000_000L table |> orFail string

                  let advanced =
                      schedule
                      |> Schedule.fold
                          (fun sum action ->
                              match action with
                              | Action.Forward(n0, n1, _, _, _) -> sum + n1 - n0
                              | Action.Reverse _
                              | Action.Copy _
                              | Action.Move _
                              | Action.EndForward
                              | Action.EndReverse -> sum)
                          0L

                  let counts = Schedule.predict schedule |> orFail string
                  Assert.Equal(counts.ForwardSteps, advanced)
                  Assert.Equal(DiskRevolveTable.cost 1_000_000L table, Ok(makespan costs counts))) ]
