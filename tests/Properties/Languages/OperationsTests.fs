/// H-Revolve's operations.
module Schedules.Tests.Languages.OperationsTests

open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Reference
open Schedules.Tests.Languages.Streams

/// A row's schedule, its costs, how it names levels, and its lists of what is
/// written to each level.
let private problemOf (row: JsonElement) : struct (Spec * CostModel * LevelNames * JsonElement list) =
    let arguments, value = row.GetProperty "arguments", row.GetProperty "value"
    let steps = whole "l" arguments + 1L

    let model (write: float list) (read: float list) =
        CostModel.create (number "uf" arguments) (number "ub" arguments) write read |> orFail string

    if text "quantity" row = "hrevolve" then
        let model = model (numbers "wvect" arguments) (numbers "rvect" arguments)
        let lists = value.GetProperty "storage"

        Spec.HRevolve(steps, numbers "cvect" arguments |> List.map int, largest, model),
        model,
        LevelNames.Numbered,
        (if lists.ValueKind = JsonValueKind.Null then
             []
         else
             List.ofSeq (lists.EnumerateArray()))
    else
        let model = model [ 0.0; number "wd" arguments ] [ 0.0; number "rd" arguments ]
        let slots = int (whole "cm" arguments)

        let spec =
            match text "quantity" row with
            | "revolve" -> Spec.Revolve(steps, slots, Trajectory.Largest)
            | "disk_revolve" -> Spec.DiskRevolve(steps, slots, true, largest, false, model)
            | _ -> Spec.PeriodicDiskRevolve(steps, slots, DiskPeriod.OneRead, true, largest, false, model)

        let lists = [ value.GetProperty "memory"; value.GetProperty "disk" ]

        spec, model, LevelNames.MemoryAndDisk, lists |> List.filter (fun list -> list.ValueKind <> JsonValueKind.Null)

let private operations (spec: Spec) : Operation list =
    build spec |> Schedule.actions |> Operations.ofActions |> all |> orFail string

let private shown (names: LevelNames) (slots: int list) (items: seq<Condensed>) : string =
    items |> Seq.map (Condensed.toText names slots) |> String.concat " "

[<Tests>]
let tests =
    testList
        "Operations"
        [ testCase "the reference sequences: operations, costs and storage lists, and back" (fun () ->
              let mutable listed = 0
              let mutable costed = 0

              for quantity in [ "hrevolve"; "revolve"; "disk_revolve"; "periodic_disk_revolve" ] do
                  for row in rowsOf "quantities.jsonl" "quantity" quantity do
                      let value = row.GetProperty "value"
                      let struct (spec, model, names, lists) = problemOf row
                      let ours = build spec |> Schedule.actions |> List.ofSeq
                      let operations = Operations.ofActions ours |> all |> orFail string
                      costed <- costed + 1
                      Assert.Equal(number "cost" value, Operations.cost model operations)
                      Assert.Equal<Action list>(ours, Operations.toActions operations |> all |> orFail string)

                      match value.GetProperty "operations" with
                      | expected when expected.ValueKind = JsonValueKind.Null -> ()
                      | expected ->
                          listed <- listed + 1

                          let expected =
                              [ for operation in expected.EnumerateArray() -> string (operation.GetString()) ]

                          Assert.Equal<string list>(expected, List.map (Operation.toText names) operations)

                          Assert.Equal<Operation list>(
                              operations,
                              List.map (OperationText.parse >> orFail string) expected
                          )

                          let storage = Operations.storage names operations

                          lists
                          |> List.iteri (fun level list ->
                              let expected = [ for step in list.EnumerateArray() -> step.GetInt64() ]

                              Assert.Equal<int64 list>(expected, Map.tryFind level storage |> Option.defaultValue []))

                          Assert.True(lists.Length >= 2)

              Assert.Equal((70, 84), (listed, costed)))

          testFamilies classical "there and back, a stream is the same, and costs the same" (fun family ->
              let model =
                  CostModel.create 0.5 3.0 [ 0.25; 8.0; 16.0 ] [ 0.125; 4.0; 32.0 ] |> orFail string

              let comesBack (problem: Problem) : unit =
                  let ours = actions problem

                  match Operations.ofActions ours |> all with
                  | Error error -> failtest $"{error}: {problem}"
                  | Ok operations ->
                      Assert.Equal<Action list>(ours, Operations.toActions operations |> all |> orFail string)

                      // A last Forward that goes past the end is written as it is.
                      if (Spec.steps problem.Spec).IsSome then
                          let counts = (profile (buildFor problem) ours).Counts
                          Assert.Equal(Counts.makespan model counts, Operations.cost model operations)

              for problem in small 20L family do
                  comesBack problem

              check 30 (random 5000 family) comesBack)

          testCase "what is wrong with a sequence is said with its index" (fun () ->
              let rejected (expected: Untranslatable) (operations: string list) =
                  match
                      operations
                      |> List.map (OperationText.parse >> orFail string)
                      |> Operations.toActions
                      |> firstError
                  with
                  | Some error -> Assert.Equal((int64 operations.Length - 1L, expected), (error.Index, error.Reason))
                  | None -> failtest $"accepted: {operations}"

              rejected Untranslatable.OutOfPlace [ "W^0_0"; "W^1_0" ]
              rejected (Untranslatable.OtherStep 0L) [ "W^0_0"; "F_1->2" ]
              rejected Untranslatable.NotRecorded [ "F_0->1"; "B_1->0" ]
              rejected (Untranslatable.OtherThanOneStep(0L, 2L)) [ "WFM_2"; "F_0->2" ]
              rejected (Untranslatable.OtherStep 2L) [ "WFM_2"; "F_0->1" ]
              rejected (Untranslatable.OtherStep 1L) [ "WFM_1"; "F_0->1"; "B_2->1" ]
              rejected (Untranslatable.NotHeld 1L) [ "DFM_1" ]
              rejected Untranslatable.NotUsed [ "WFM_1"; "F_0->1"; "B_1->0"; "DFM_1"; "R^0_0"; "R^0_0" ])

          testCase "a sequence that stops is unfinished" (fun () ->
              for operations in [ []; [ "W^0_0" ]; [ "WFM_2"; "F_1->2"; "B_2->1" ] ] do
                  match
                      operations
                      |> List.map (OperationText.parse >> orFail string)
                      |> Operations.toActions
                      |> firstError
                  with
                  | Some error -> Assert.Equal(Untranslatable.Unfinished, error.Reason)
                  | None -> failtest $"accepted: {operations}")

          testCase "text that is no operation is an error with its column" (fun () ->
              for text, column in
                  [ "", 1
                    "X_0", 1
                    "F", 2
                    "F_", 3
                    "F_0", 4
                    "F_0->", 6
                    "F_0->1 ", 7
                    "F_99999999999999999999->1", 3
                    "W_0", 2
                    "W^_0", 3
                    "W^9999999999_0", 3
                    "WM_", 4
                    "DFX_1", 3
                    "B_1-0", 4 ] do
                  match OperationText.parse text with
                  | Error error -> Assert.Equal((text, column), (text, error.Column))
                  | Ok operation -> failtest $"{text} read as {operation}")

          testCase "the condensed views of Disk-Revolve" (fun () ->
              let costs write read =
                  CostModel.create 2.0 3.0 [ 0.0; write ] [ 0.0; read ] |> orFail string

              let once = operations (Spec.DiskRevolve(6L, 1, true, largest, false, costs 1.0 5.0))
              let show = shown LevelNames.MemoryAndDisk [ 1 ]
              Assert.Equal("WD_0 F_0->3 Revolve(2, 1) RD_0 Revolve(2, 1)", show (Condensed.view 0 once))
              Assert.Equal("WD_0 F_0->3 Revolve(2, 1) RD_0 Revolve(2, 1)", show (Condensed.chained once))
              Assert.Equal<int64 list>([ 3L; 3L ], Condensed.canonical once)

              let often =
                  operations (Spec.DiskRevolve(9L, 1, false, largest, false, costs 8.0 1.0))

              Assert.Equal(
                  "WD_0 F_0->5 Revolve(3, 1) RD_0 F_0->2 Revolve(2, 1) RD_0 Revolve(1, 1)",
                  show (Condensed.view 0 often)
              )

              Assert.Equal("WD_0 F_0->5 Revolve(3, 1) RD_0 1D-Revolve(4, 1)", show (Condensed.chained often))
              Assert.Equal<int64 list>([ 5L; 4L ], Condensed.canonical often))

          testCase "the condensed views of H-Revolve" (fun () ->
              let costs =
                  CostModel.create 2.0 3.0 [ 0.0; 1.0; 4.0 ] [ 0.0; 1.0; 4.0 ] |> orFail string

              let sequence = operations (Spec.HRevolve(6L, [ 1; 2; 2 ], largest, costs))
              let show = shown LevelNames.Numbered [ 1; 2; 2 ]

              Assert.Equal(
                  "W^1_0 F_0->2 W^1_2 F_2->4 hrevolve_0(1, 1) R^1_2 hrevolve_0(1, 1) R^1_0 hrevolve_0(1, 1)",
                  show (Condensed.view 0 sequence)
              )

              Assert.Equal("hrevolve_1(5, 2)", show (Condensed.view 1 sequence))
              Assert.Equal("hrevolve_2(5, 2)", show (Condensed.view 2 sequence)))

          testFamilies
              classical
              "a condensed view reverses every step once, and keeps every other operation"
              (fun family ->
                  for problem in small 14L family do
                      let operations = actions problem |> Operations.ofActions |> all |> orFail string

                      for level in 0..2 do
                          let items = Condensed.view level operations |> List.ofSeq

                          let reversed =
                              items
                              |> List.sumBy (fun item ->
                                  match item with
                                  | Condensed.Reversal(_, advances, _) -> advances + 1L
                                  | Condensed.Operation _ -> 0L)

                          Assert.Equal(problem.Steps, reversed)

                          let deep (operation: Operation) =
                              match operation with
                              | Operation.Write(on, _)
                              | Operation.Read(on, _)
                              | Operation.Discard(on, _) -> on > level
                              | _ -> false

                          let kept =
                              items
                              |> List.choose (fun item ->
                                  match item with
                                  | Condensed.Operation operation when deep operation -> Some operation
                                  | Condensed.Operation _
                                  | Condensed.Reversal _ -> None)

                          Assert.Equal<Operation list>(List.filter deep operations, kept)) ]
