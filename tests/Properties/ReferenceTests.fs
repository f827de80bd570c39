/// The reference data: streams equal action by action, values exactly.
module Schedules.Tests.ReferenceTests

open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Reference

let private trajectory (name: string) (row: JsonElement) : Trajectory =
    match text name row with
    | "maximum" -> Trajectory.Maximum
    | "revolve" -> Trajectory.Revolve
    | other -> failtest $"no trajectory: {other}"

let private storage (name: string) (row: JsonElement) : Storage =
    match text name row with
    | "RAM" -> Storage.Ram
    | "DISK" -> Storage.Disk
    | other -> failtest $"no storage: {other}"

/// The spec of a row, if its family is here.
let private spec (row: JsonElement) : Spec option =
    let parameters = row.GetProperty "parameters"
    let slots name = int (whole name parameters)

    match text "schedule" row with
    | "NoneCheckpointSchedule" -> Some Spec.None
    | "SingleMemoryStorageSchedule" -> Some Spec.SingleMemory
    | "SingleDiskStorageSchedule" -> Some(Spec.SingleDisk(parameters.GetProperty("move_data").GetBoolean()))
    | "Revolve" -> Some(Spec.Revolve(whole "max_n" parameters, slots "snapshots_in_ram", Trajectory.Largest))
    | "MultistageCheckpointSchedule" ->
        Some(
            Spec.Multistage(
                whole "max_n" parameters,
                slots "snapshots_in_ram",
                slots "snapshots_on_disk",
                trajectory "trajectory" parameters
            )
        )
    | "TwoLevelCheckpointSchedule" ->
        Some(
            Spec.TwoLevel(
                whole "period" parameters,
                slots "binomial_snapshots",
                storage "binomial_storage" parameters,
                trajectory "binomial_trajectory" parameters
            )
        )
    | _ -> None

let private summary (profile: Profile) : (string * int64) list =
    let ram, disk = Counts.level 0 profile.Counts, Counts.level 1 profile.Counts

    let peak level =
        Map.tryFind level profile.Peaks |> Option.defaultValue 0L

    [ "actions", profile.Actions
      "forward_steps", profile.Counts.ForwardSteps
      "taped_steps", profile.Counts.RecordedSteps
      "ram_writes", ram.Writes
      "disk_writes", disk.Writes
      "ram_reads", ram.Reads
      "disk_reads", disk.Reads
      "ram_peak", peak 0
      "disk_peak", peak 1
      "left", ram.Writes + disk.Writes - ram.Deletes - disk.Deletes ]

let private checkStreams (file: string) : int =
    let mutable count = 0

    for row in rows file do
        match spec row with
        | None -> ()
        | Some spec ->
            count <- count + 1

            let problem =
                { Spec = spec
                  Steps = whole "steps" row
                  Adjoints = whole "adjoints" row }

            let schedule = buildFor problem

            let actions =
                Schedule.actionsOf problem.Adjoints schedule |> Seq.map Action.toJson |> List.ofSeq

            match row.TryGetProperty "actions" with
            | true, expected ->
                let expected =
                    [ for action in expected.EnumerateArray() -> action.GetRawText().Replace(" ", "") ]

                Assert.Equal<string list>(expected, actions)
            | false, _ -> ()

            Assert.Equal(text "sha256" row, sha256 actions)
            let profile = Schedule.profileOf problem.Adjoints schedule |> orFail string

            let expected =
                [ for name, _ in summary profile -> name, whole name (row.GetProperty "summary") ]

            Assert.Equal<(string * int64) list>(expected, summary profile)

    count

[<Tests>]
let tests =
    testList
        "Reference"
        [ testCase "the streams of the reference data, action by action" (fun () ->
              Assert.Equal(148, checkStreams "schedules.jsonl"))

          testCase "the longer streams of the reference data, by their digest" (fun () ->
              Assert.Equal(52, checkStreams "schedules-large.jsonl"))

          testCase "the binomial values of the reference data" (fun () ->
              let mutable count = 0

              for line in Seq.tail (lines "binomial.csv") do
                  match line.Split ',' |> Array.map int64 with
                  | [| l; s; r; extra; total |] ->
                      count <- count + 1
                      Assert.Equal(Ok r, Binomial.repetition l s)
                      Assert.Equal(Ok extra, Binomial.extraSteps l s)
                      Assert.Equal(Ok total, Binomial.totalSteps l s)
                  | _ -> failtest line

              Assert.Equal(938, count))

          testCase "the quantities of the reference data: β, optimal steps, advances, placements" (fun () ->
              let mutable count = 0

              for row in rows "quantities.jsonl" do
                  let arguments = row.GetProperty "arguments"
                  let value = row.GetProperty "value"
                  count <- count + 1

                  match text "quantity" row with
                  | "beta" ->
                      let arguments =
                          [ for argument in arguments.EnumerateArray() -> argument.GetInt64() ]

                      Assert.Equal(Ok(value.GetDouble()), Binomial.beta arguments[0] arguments[1] |> Result.map float)
                  | "optimal_steps_binomial" ->
                      Assert.Equal(
                          Ok(value.GetInt64()),
                          Binomial.totalSteps (whole "n" arguments) (whole "s" arguments)
                      )
                  | "n_advance" when whole "n" arguments > 1L ->
                      let advance =
                          Binomial.advance
                              (trajectory "trajectory" arguments)
                              (whole "n" arguments)
                              (whole "snapshots" arguments)

                      Assert.Equal(Ok(value.GetInt64()), advance)
                  | "allocate_snapshots" ->
                      let weights =
                          Multistage.weights
                              (trajectory "trajectory" arguments)
                              (whole "max_n" arguments)
                              (int (whole "snapshots_in_ram" arguments))
                              (int (whole "snapshots_on_disk" arguments))
                          |> orFail string
                          |> List.ofSeq

                      let expected =
                          [ for weight in value.GetProperty("weights").EnumerateArray() -> int64 (weight.GetDouble()) ]

                      Assert.Equal<int64 list>(expected, weights)
                  | _ -> count <- count - 1

              Assert.Equal(56 + 65 + 120 + 10, count)) ]
