/// The vocabularies as lines of JSON, and as text for people.
module Schedules.Tests.Languages.JsonTests

open System
open System.Text
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Languages.Streams

let private step: Gen<int64> =
    Gen.frequency
        [ 4, Gen.choose (0, 12) |> Gen.map int64
          1, Gen.choose64 (0L, Int64.MaxValue - 1L)
          1, Gen.constant (Int64.MaxValue - 1L) ]

let private flag: Gen<bool> = Gen.elements [ true; false ]

let private level: Gen<Storage> =
    Gen.elements [ Storage.Ram; Storage.Disk; Storage.Level 2; Storage.Level Int32.MaxValue ]

let private storage: Gen<Storage> =
    Gen.oneof [ level; Gen.elements [ Storage.Work; Storage.Nowhere ] ]

let private reach: Gen<int64> = Gen.oneof [ step; Gen.constant Action.openEnd ]

let private action: Gen<Action> =
    Gen.oneof
        [ Gen.map5 (fun n0 n1 ics deps at -> Action.Forward(n0, n1, ics, deps, at)) step reach flag flag storage
          Gen.map3 (fun n1 n0 clear -> Action.Reverse(n1, n0, clear)) step step flag
          Gen.map3 (fun n source target -> Action.Copy(n, source, target)) step storage storage
          Gen.map3 (fun n source target -> Action.Move(n, source, target)) step storage storage
          Gen.elements [ Action.EndForward; Action.EndReverse ] ]

let private stepAction: Gen<StepAction> =
    Gen.oneof
        [ Gen.map2 (fun ics data -> StepAction.Configure(ics, data)) flag flag
          Gen.map2 (fun ics data -> StepAction.Clear(ics, data)) flag flag
          Gen.map2 (fun n0 n1 -> StepAction.Forward(n0, n1)) step reach
          Gen.map2 (fun n1 n0 -> StepAction.Reverse(n1, n0)) step step
          Gen.map3 (fun n at delete -> StepAction.Read(n, at, delete)) step level flag
          Gen.map2 (fun n at -> StepAction.Write(n, at)) step level
          Gen.constant StepAction.EndForward
          Gen.map StepAction.EndReverse flag ]

let private classicAction: Gen<ClassicAction> =
    let slot = Gen.oneof [ Gen.choose (0, 9); Gen.constant Int32.MaxValue ]

    let named = Gen.oneof [ Gen.constant ValueNone; Gen.map ValueSome level ]

    Gen.oneof
        [ Gen.map3 (fun n slot level -> ClassicAction.Takeshot(n, slot, level)) step slot named
          Gen.map3 (fun n slot level -> ClassicAction.Restore(n, slot, level)) step slot named
          Gen.map2 (fun n0 n1 -> ClassicAction.Advance(n0, n1)) step step
          Gen.map ClassicAction.Firsturn step
          Gen.map ClassicAction.Youturn step
          Gen.constant ClassicAction.Terminate ]

let private forAll (words: Gen<'T>) (property: 'T -> unit) : unit =
    Random.check 500 (Random.among (fun _ -> true) words) property

/// What a writer writes, which is what it says that it writes.
let private written (write: byte[] -> int) : string =
    let bytes = Array.create (Json.Longest + 7) 1uy
    let count = write bytes
    Assert.True(bytes[count..] |> Array.forall (fun other -> other = 1uy))
    Encoding.UTF8.GetString(bytes, 0, count)

[<Tests>]
let tests =
    testList
        "Json"
        [ testCase "an action that is written is read as it was, and written alike into bytes" (fun () ->
              forAll action (fun action ->
                  let line = Action.toJson action
                  Assert.Equal(Ok action, Json.parse line)
                  Assert.Equal(line, written (fun bytes -> Json.write &action (Span bytes))))

              forAll stepAction (fun action ->
                  let line = StepAction.toJson action
                  Assert.Equal(Ok action, Json.parseStep line)
                  Assert.Equal(line, written (fun bytes -> Json.writeStep &action (Span bytes))))

              forAll classicAction (fun action ->
                  let line = ClassicAction.toJson action
                  Assert.Equal(Ok action, Json.parseClassic line)
                  Assert.Equal(line, written (fun bytes -> Json.writeClassic &action (Span bytes)))))

          testCase "nothing is written where there is too little room, or too little may be left" (fun () ->
              let action = Action.EndForward
              let stepAction = StepAction.EndForward
              let classicAction = ClassicAction.Terminate
              let bytes = Array.zeroCreate (Json.Longest - 1)
              Assert.Equal(0, Json.write &action (Span bytes))
              Assert.Equal(0, Json.writeStep &stepAction (Span bytes))
              Assert.Equal(0, Json.writeClassic &classicAction (Span bytes)))

          testCase "spaces are passed over" (fun () ->
              Assert.Equal(
                  Ok(Action.Forward(0L, 3L, true, false, Storage.Ram)),
                  Json.parse " [ \"Forward\" ,\t0 , 3, true , false, \"RAM\" ]\r"
              ))

          testCase "a line of more than a thousand characters is refused, whatever is in it" (fun () ->
              let action = Action.EndForward
              let line = Action.toJson action
              let spaces (length: int) = line.PadRight length
              Assert.Equal(Ok action, Json.parse (spaces 1000))

              for long in [ spaces 1001; spaces 10_000; String('"', 5000); "[\"" + String('a', 2000) ] do
                  match Json.parse long with
                  | Error error -> Assert.Equal((1001, "the end of the line"), (error.Column, error.Expected))
                  | Ok action -> failtest $"read: {action}")

          testCase "what is wrong with a line is said with its column" (fun () ->
              for line, column in
                  [ "", 1
                    "  ", 3
                    "{}", 1
                    "[", 2
                    "[]", 2
                    "[1]", 2
                    "[\"Forward", 10
                    "[\"Forward\"", 11
                    "[\"Forward\" 0]", 12
                    "[\"Forwards\",0,3,true,false,\"RAM\"]", 2
                    "[\"forward\",0,3,true,false,\"RAM\"]", 2
                    "[\"Forward\",0,3,true,false]", 26
                    "[\"Forward\",0,3,true,false,\"RAM\",1]", 33
                    "[\"Forward\",-1,3,true,false,\"RAM\"]", 12
                    "[\"Forward\",0,-2,true,false,\"RAM\"]", 14
                    "[\"Forward\",0,3,1,false,\"RAM\"]", 16
                    "[\"Forward\",0,3,True,false,\"RAM\"]", 16
                    "[\"Forward\",0,3,true,false,\"ram\"]", 27
                    "[\"Forward\",0,3,true,false,\"LEVEL1\"]", 27
                    "[\"Forward\",0,3,true,false,\"LEVEL02\"]", 27
                    "[\"Forward\",0,3,true,false,\"LEVEL\"]", 27
                    "[\"Forward\",0,3,true,false,\"R\\u0041M\"]", 29
                    "[\"Forward\",01,3,true,false,\"RAM\"]", 12
                    "[\"Forward\",0.5,3,true,false,\"RAM\"]", 13
                    "[\"Forward\",1e3,3,true,false,\"RAM\"]", 13
                    "[\"Forward\",-,3,true,false,\"RAM\"]", 13
                    "[\"Forward\",99999999999999999999,3,true,false,\"RAM\"]", 12
                    "[\"Forward\",0,3,true,false,\"RAM\"] x", 34
                    "[\"EndForward\",]", 15
                    "[\"EndForward\"],", 15
                    "[[\"EndForward\"]]", 2
                    "[\"Copy\",null,\"RAM\",\"WORK\"]", 9
                    "[\"Copy\",1,2,3,4,5,6,7,8,9]", 22 ] do
                  match Json.parse line with
                  | Error error -> Assert.Equal((line, column), (line, error.Column))
                  | Ok action -> failtest $"{line} read as {action}")

          testCase "no line makes a parser throw" (fun () ->
              let pieces =
                  [ "["
                    "]"
                    "\""
                    ","
                    "Forward"
                    "\"Copy\""
                    "0"
                    "-1"
                    "true"
                    " "
                    "\"RAM\""
                    "takeshot"
                    "\u0000"
                    "é"
                    "-" ]

              forAll (Gen.listOf (Gen.elements pieces) |> Gen.map (String.concat "")) (fun line ->
                  Json.parse line |> ignore
                  Json.parseStep line |> ignore
                  Json.parseClassic line |> ignore
                  OperationText.parse line |> ignore
                  Vocabulary.read [ line ] |> Seq.iter ignore))

          testCase "an action reads as what it means, as a line and as a sentence" (fun () ->
              for action, line, sentence in
                  [ Action.Forward(0L, 3L, true, false, Storage.Ram),
                    "forward 0 -> 3, keep restart data in RAM",
                    "Advance the forward from the start of step 0 to the start of step 3; keep the restart data of step 0 in RAM."
                    Action.Forward(2L, 3L, false, true, Storage.Work),
                    "forward 2 -> 3, keep dependencies in WORK",
                    "Advance the forward from the start of step 2 to the start of step 3; keep the adjoint dependencies of step 2 in WORK."
                    Action.Forward(0L, 4L, true, true, Storage.Disk),
                    "forward 0 -> 4, keep restart data and dependencies in DISK",
                    "Advance the forward from the start of step 0 to the start of step 4; keep the restart data of step 0 and the adjoint dependencies of steps 0 … 3 in DISK."
                    Action.Forward(0L, Action.openEnd, false, true, Storage.Work),
                    "forward 0 -> end, keep dependencies in WORK",
                    "Advance the forward from the start of step 0 to the end, wherever it is; keep the adjoint dependencies of all steps from 0 on in WORK."
                    Action.Forward(1L, 2L, false, false, Storage.Work),
                    "forward 1 -> 2",
                    "Advance the forward from the start of step 1 to the start of step 2."
                    Action.Reverse(3L, 2L, true),
                    "reverse 3 -> 2, clear dependencies",
                    "Advance the adjoint from the start of step 3 back to the start of step 2, using the dependencies in WORK, then clear them."
                    Action.Reverse(3L, 0L, false),
                    "reverse 3 -> 0",
                    "Advance the adjoint from the start of step 3 back to the start of step 0, using the dependencies in WORK."
                    Action.Copy(2L, Storage.Ram, Storage.Work),
                    "copy 2 from RAM to WORK",
                    "Copy the checkpoint of step 2 from RAM to WORK; it stays in RAM."
                    Action.Move(2L, Storage.Level 2, Storage.Work),
                    "move 2 from LEVEL2 to WORK",
                    "Move the checkpoint of step 2 from LEVEL2 to WORK; it no longer exists in LEVEL2."
                    Action.Move(2L, Storage.Ram, Storage.Nowhere),
                    "delete 2 from RAM",
                    "Delete the checkpoint of step 2 from RAM."
                    Action.EndForward, "end of the forward", "The initial forward calculation is complete."
                    Action.EndReverse, "end of the reverse", "One adjoint calculation is complete." ] do
                  Assert.Equal(line, Action.toText action)
                  Assert.Equal(sentence, Action.readsAs action)) ]
