/// Tables as text: a line for each entry, with the values of the reference data.
module Schedules.Tests.TablesTests

open System
open System.IO
open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Reference

let private printedBy (result: Result<seq<string>, SpecError>) : Set<string> = result |> orFail string |> Set.ofSeq

let private rows (quantity: string) : (JsonElement * JsonElement) list =
    [ for row in rowsOf "quantities.jsonl" "quantity" quantity -> row.GetProperty "arguments", row.GetProperty "value" ]

let private model (arguments: JsonElement) (write: float) (read: float) : CostModel =
    CostModel.create (number "uf" arguments) (number "ub" arguments) [ 0.0; write ] [ 0.0; read ]
    |> orFail string

[<Tests>]
let tests =
    testList
        "Tables"
        [ testCase "small tables are as in the books" (fun () ->
              Assert.Equal<string list>(
                  [ "beta(0,0) = 1"; "beta(0,1) = 1"; "beta(1,0) = 1"; "beta(1,1) = 2" ],
                  Tables.beta 1L 1L |> orFail string |> List.ofSeq
              )

              Assert.Contains("t(50,7) = 105", printedBy (Tables.binomial 50L 7L))
              Assert.Contains("M(4,1) = 9", printedBy (Tables.mixed 4L 1))
              // What does not fit in 64 bits is left out.
              Assert.Equal(None, printedBy (Tables.beta 40L 40L) |> Seq.tryFind _.StartsWith("beta(40,40)")))

          testCase "the tables of Disk-Revolve are those of the reference data" (fun () ->
              let mutable count = 0

              for quantity, name in [ "opt_1d_table", "O1"; "opt_inf_table", "Oinf" ] do
                  for arguments, value in rows quantity do
                      let steps = int64 (number "lmax" arguments) + 1L

                      let write =
                          if quantity = "opt_inf_table" then
                              number "wd" arguments
                          else
                              0.0

                      let model = model arguments write (number "rd" arguments)
                      let oneRead = arguments.GetProperty("one_read_disk").GetBoolean()

                      let printed =
                          printedBy (Tables.diskRevolve steps (int (number "cm" arguments)) oneRead largest model)

                      for l, expected in Seq.indexed (value.EnumerateArray()) do
                          count <- count + 1
                          Assert.Contains($"{name}({l}) = {expected.GetDouble()}", printed)

              Assert.InRange(count, 96, Int32.MaxValue))

          testCase "the tables of H-Revolve have a line for each entry" (fun () ->
              let printed = printedBy (Tables.hRevolve 4L [ 1; 2 ] largest CostModel.standard)
              Assert.Contains("P[0](3,1) = 10", printed)
              // Two tables, l = 0 … 3, and m = 0 … slots; entries without a schedule are infinite.
              Assert.Equal(2 * 4 * (2 + 3), printed.Count))

          testCase "bad sizes are refused by name" (fun () ->
              let name (result: Result<seq<string>, SpecError>) =
                  match result with
                  | Ok _ -> "accepted"
                  | Error error -> error.Parameter

              for bad in [ Int64.MinValue; -1L; Int64.MaxValue ] do
                  Assert.Equal("slots", name (Tables.beta bad 3L))
                  Assert.Equal("repetitions", name (Tables.beta 3L bad))
                  Assert.Equal("steps", name (Tables.binomial bad 3L))
                  Assert.Equal("slots", name (Tables.binomial 3L bad))
                  Assert.Equal("steps", name (Tables.mixed bad 3))
                  Assert.Equal("steps", name (Tables.hRevolve bad [ 3 ] largest CostModel.standard))
                  Assert.Equal("steps", name (Tables.diskRevolve bad 3 false largest CostModel.standard))

              Assert.Equal("snapshots", name (Tables.mixed 3L 0))
              Assert.Equal("snapshotsInRam", name (Tables.diskRevolve 3L 0 false largest CostModel.standard)))

          testCase "placements are those of the reference data" (fun () ->
              for arguments, value in rows "allocate_snapshots" do
                  let slots name = int (whole name arguments)

                  let trajectory =
                      if arguments.GetProperty("trajectory").GetString() = "maximum" then
                          Trajectory.Maximum
                      else
                          Trajectory.Revolve

                  let placement =
                      Multistage.placement
                          trajectory
                          (whole "max_n" arguments)
                          (slots "snapshots_in_ram")
                          (slots "snapshots_on_disk")
                      |> orFail string
                      |> Seq.map string
                      |> List.ofSeq

                  let expected =
                      [ for storage in value.GetProperty("allocation").EnumerateArray() -> string (storage.GetString()) ]

                  Assert.Equal<string list>(expected, placement))

          testCase "the table of the optimum has the cost of each length" (fun () ->
              let printed = printedBy (Tables.optimal 12L [ 1; 2 ] CostModel.standard)

              for steps in 1L .. 12L do
                  let cost = Optimal.cost steps [ 1; 2 ] CostModel.standard |> orFail string
                  Assert.Contains($"N({steps}) = {cost}", printed)

              Assert.Equal(12, printed.Count))

          testCase "the table of unit sizes has the steps of each schedule" (fun () ->
              let printed = printedBy (Tables.unitSizes 9L 7L 2L 3L false)

              for steps in 2L .. 9L do
                  for units in 3L .. 7L do
                      let schedule =
                          UnitSizes.schedule
                              steps
                              units
                              { Restart = 2L
                                Dependencies = 3L
                                StifflyAccurate = false }
                              Storage.Ram
                          |> orFail string

                      let counts = Schedule.predict schedule |> orFail string
                      Assert.Contains($"M({steps},{units}) = {counts.ForwardSteps}", printed)

              // Two steps and one unit: nothing can be kept.
              Assert.Equal(None, printed |> Seq.tryFind _.StartsWith("M(2,1)"))) ]
