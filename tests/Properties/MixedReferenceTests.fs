/// Checkpoints that hold restart data or dependencies: the reference data, as
/// values and as streams.
module Schedules.Tests.MixedReferenceTests

open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.MixedProblems
open Schedules.Tests.Reference

let private checkStreams (file: string) : int =
    let mutable count = 0

    for row in rows file do
        if text "schedule" row = "MixedCheckpointSchedule" then
            count <- count + 1
            let parameters = row.GetProperty "parameters"

            let storage =
                match text "storage" parameters with
                | "RAM" -> Storage.Ram
                | "DISK" -> Storage.Disk
                | other -> failtest other

            let schedule =
                mixed (whole "max_n" parameters) (int (whole "snapshots" parameters)) storage

            let actions = Schedule.actions schedule |> Seq.map Action.toJson |> List.ofSeq

            match row.TryGetProperty "actions" with
            | true, expected ->
                let expected =
                    [ for action in expected.EnumerateArray() -> action.GetRawText().Replace(" ", "") ]

                Assert.Equal<string list>(expected, actions)
            | false, _ -> ()

            Assert.Equal(text "sha256" row, sha256 actions)

            let profile =
                judged row (whole "forward_steps" (row.GetProperty "summary")) schedule

            Assert.Equal(int64 actions.Length, profile.Actions)

    count

/// Each row as a value and as a stream; where there is no schedule, none is built.
let private checkSizes (file: string) (stifflyAccurate: bool) : int =
    let mutable count = 0

    for line in Seq.tail (lines file) do
        let fields = line.Split ','

        let problem =
            { Steps = int64 fields[0]
              Units = int64 fields[1]
              Restart = int64 fields[2]
              Dependencies = int64 fields[3]
              StifflyAccurate = stifflyAccurate }

        let value =
            fewest problem.Steps problem.Units problem.Restart problem.Dependencies stifflyAccurate

        count <- count + 1

        match fields[4], build problem with
        | "infeasible", Error error ->
            Assert.Equal(ValueNone, value)
            Assert.Equal("units", error.Parameter)
        | "infeasible", Ok _ -> failtest $"a schedule: {problem}"
        | expected, schedule ->
            Assert.Equal(ValueSome(int64 expected), value)
            let schedule = schedule |> orFail string
            judged problem (int64 expected) schedule |> ignore
            gradient problem schedule

    count

[<Tests>]
let tests =
    testList
        "MixedReference"
        [ testCase "the streams of the reference data, action by action" (fun () ->
              Assert.Equal(40, checkStreams "schedules.jsonl"))

          testCase "the longer streams of the reference data, by their digest" (fun () ->
              Assert.Equal(11, checkStreams "schedules-large.jsonl"))

          testCase "the optimal steps of the reference data, in closed form and in the table" (fun () ->
              let mutable count = 0

              for row in rows "quantities.jsonl" do
                  if text "quantity" row = "optimal_steps_mixed" then
                      let arguments = row.GetProperty "arguments"
                      let n, s = whole "n" arguments, whole "s" arguments
                      let expected = ValueSome(row.GetProperty("value").GetInt64())
                      count <- count + 1
                      Assert.Equal(Ok expected, MixedSteps.optimalSteps n (int s))
                      Assert.Equal(expected, fewest n s 1L 1L false)

              Assert.Equal(65, count))

          testCase
              "the optimal steps of the reference data for units of different sizes, as values and as streams"
              (fun () -> Assert.Equal(1092, checkSizes "mixed-unit-sizes.csv" false))

          testCase
              "the optimal steps of the reference data for stiffly accurate schemes, as values and as streams"
              (fun () -> Assert.Equal(546, checkSizes "mixed-stiffly-accurate.csv" true)) ]
