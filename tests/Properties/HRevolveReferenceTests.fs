/// H-Revolve against the reference data, and against its recurrences written down plainly.
module Schedules.Tests.HRevolveReferenceTests

open System
open System.Collections.Generic
open System.Globalization
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json
open System.Threading
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.HRevolveTests
open Schedules.Tests.Reference

/// The streams of a file, compared by digest, and action by action where there is a list.
let private checkStreams (file: string) : int =
    let rows = rowsOf file "schedule" "HRevolve"

    for row in rows do
        let parameters = row.GetProperty "parameters"
        let wd, rd = number "wd" parameters, number "rd" parameters
        let slots name = int (number name parameters)

        let model =
            CostModel.create (number "uf" parameters) (number "ub" parameters) [ 0.0; wd ] [ 0.0; rd ]
            |> orFail string

        let schedule =
            HRevolve.twoLevel
                (int64 (number "max_n" parameters))
                (slots "snapshots_in_ram")
                (slots "snapshots_on_disk")
                model
            |> orFail string

        let actions = Schedule.actions schedule |> Seq.map Action.toJson |> List.ofSeq

        match row.TryGetProperty "actions" with
        | true, expected ->
            let expected =
                [ for action in expected.EnumerateArray() -> action.GetRawText().Replace(" ", "") ]

            Assert.Equal<string list>(expected, actions)
        | false, _ -> ()

        let digest =
            String.Join('\n', actions) |> Encoding.UTF8.GetBytes |> SHA256.HashData |> Convert.ToHexStringLower

        Assert.Equal(row.GetProperty("sha256").GetString(), digest)

        Assert.Equal(
            number "forward_steps" (row.GetProperty "summary"),
            float (Schedule.predict schedule |> orFail string).ForwardSteps
        )

    rows.Length

let private hierarchyOf (steps: int64) (arguments: JsonElement) : Hierarchy =
    { Steps = steps
      Slots = numbers "cvect" arguments |> List.map int
      Uf = number "uf" arguments
      Ub = number "ub" arguments
      Write = numbers "wvect" arguments
      Read = numbers "rvect" arguments }

/// Rows of numbers; a number that is missing is not one.
let private table' (file: string) : float list list =
    [ for line in Seq.tail (lines file) ->
          [ for field in line.Split ',' ->
                if field = "" then
                    nan
                else
                    Double.Parse(field, CultureInfo.InvariantCulture) ] ]

let private checkOptimum (hierarchy: Hierarchy) (expected: float) : unit =
    Assert.Equal(Ok expected, HRevolveTable.optimum hierarchy.Steps (table hierarchy))
    Assert.Equal(expected, makespan hierarchy)

[<Tests>]
let tests =
    testList
        "HRevolveReference"
        [ testCase "the streams of the reference data, action by action" (fun () ->
              Assert.Equal(38, checkStreams "schedules.jsonl"))

          testCase "the longer streams of the reference data, by their digest" (fun () ->
              Assert.Equal(12, checkStreams "schedules-large.jsonl"))

          testCase "the tables of the reference data, entry by entry" (fun () ->
              let rows = rowsOf "quantities.jsonl" "quantity" "hopt_table"

              for row in rows do
                  let arguments = row.GetProperty "arguments"
                  let lmax = int64 (number "lmax" arguments)
                  let table = table (hierarchyOf (lmax + 1L) arguments)

                  let checkAll
                      (name: string)
                      (value: int -> int -> int64 -> HRevolveTable -> Result<float, SpecError>)
                      =
                      let levels = row.GetProperty("value").GetProperty(name)
                      Assert.Equal(table.Slots.Length, levels.GetArrayLength())

                      for k in 0 .. table.Slots.Length - 1 do
                          let lengths = levels[k]
                          Assert.Equal(int lmax + 1, lengths.GetArrayLength())

                          for l in 0L .. lmax do
                              for slots in 0 .. table.Slots[k] do
                                  let entry = lengths[int l].Item slots
                                  let isNone = (entry.ValueKind = JsonValueKind.Null)
                                  let expected = if isNone then infinity else entry.GetDouble()
                                  Assert.Equal(Ok expected, value k slots l table)

                  checkAll "opt" HRevolveTable.entered
                  checkAll "optp" HRevolveTable.kept

              Assert.Equal(30, rows.Length))

          testCase "the sequences of the reference data cost what these do" (fun () ->
              let rows = rowsOf "quantities.jsonl" "quantity" "hrevolve"

              for row in rows do
                  let arguments = row.GetProperty "arguments"
                  let hierarchy = hierarchyOf (int64 (number "l" arguments) + 1L) arguments
                  Assert.Equal(number "cost" (row.GetProperty "value"), makespan hierarchy)

              Assert.Equal(30, rows.Length))

          testCase "the optima of the reference data, two levels" (fun () ->
              let rows = table' "hrevolve-two-level.csv"
              let mutable searched = 0

              for row in rows do
                  match row with
                  | [ _; steps; c0; c1; w1; r1; uf; ub; optimum; bruteForce ] ->
                      let hierarchy =
                          { Steps = int64 steps
                            Slots = [ int c0; int c1 ]
                            Uf = uf
                            Ub = ub
                            Write = [ 0.0; w1 ]
                            Read = [ 0.0; r1 ] }

                      checkOptimum hierarchy optimum

                      if not (Double.IsNaN bruteForce) then
                          searched <- searched + 1
                          Assert.Equal(bruteForce, Search.leastMakespan (int steps) hierarchy.Slots (model hierarchy))
                  | _ -> failtest $"{row}"

              Assert.Equal(136, rows.Length)
              Assert.Equal(14, searched))

          testCase "the optima of the reference data, three levels" (fun () ->
              let rows = table' "hrevolve-three-level.csv"

              for row in rows do
                  match row with
                  | [ l; c0; c1; c2; w0; w1; w2; r0; r1; r2; uf; ub; optimum ] ->
                      checkOptimum
                          { Steps = int64 l + 1L
                            Slots = [ int c0; int c1; int c2 ]
                            Uf = uf
                            Ub = ub
                            Write = [ w0; w1; w2 ]
                            Read = [ r0; r1; r2 ] }
                          optimum
                  | _ -> failtest $"{row}"

              Assert.Equal(120, rows.Length))

          testCase "the search finds the least costs of the reference data" (fun () ->
              let mutable count = 0

              for line in lines "optimal-multilevel.jsonl" do
                  let row = JsonDocument.Parse(line).RootElement

                  let model =
                      CostModel.create (number "uf" row) (number "ub" row) (numbers "write" row) (numbers "read" row)
                      |> orFail string

                  let least =
                      Search.leastMakespan (int (number "steps" row)) (numbers "slots" row |> List.map int) model

                  Assert.Equal(number "optimal_cost" row, least)
                  count <- count + 1

              Assert.Equal(250, count)) ]
