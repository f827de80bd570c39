/// Files of lines in any vocabulary.
module Schedules.Tests.Languages.VocabularyTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Languages.Streams

let private ours: Action list =
    actions (problem 6L (Spec.Multistage(6L, 1, 1, Trajectory.Maximum)))

let private inSteps: string list =
    Steps.ofActions Clearing.Always (Adjoints.Times 1L) ours
    |> all
    |> orFail string
    |> List.map StepAction.toJson

let private inClassic: string list =
    Classic.ofActions ClassicMode.Multistage ours
    |> all
    |> orFail string
    |> List.map ClassicAction.toJson

let private inJson: string list = List.map Action.toJson ours

let private read (lines: seq<string>) : LineAction list =
    Vocabulary.read lines |> all |> orFail string

[<Tests>]
let tests =
    testList
        "Vocabulary"
        [ testCase "each vocabulary is known by its first line, and gives the same actions" (fun () ->
              for lines in [ inJson; inSteps; inClassic ] do
                  Assert.Equal<Action list>(ours, read lines |> List.map _.Action)

              for word, vocabulary in
                  [ "[\"Forward\",0,3]", Vocabulary.Steps
                    "[\"Forward\",0,3,true,false,\"RAM\"]", Vocabulary.Actions
                    "[\"Reverse\",1,0]", Vocabulary.Steps
                    "[\"EndForward\"]", Vocabulary.Actions
                    "[\"EndReverse\"]", Vocabulary.Actions
                    "[\"EndReverse\",true]", Vocabulary.Steps
                    "[\"firsturn\",0]", Vocabulary.Classic ] do
                  Assert.Equal(Ok vocabulary, Vocabulary.detect word))

          testCase "an action knows the line that it comes from" (fun () ->
              Assert.Equal<int64 list>([ 1L .. int64 ours.Length ], read inJson |> List.map _.Line)

              for lines in [ inSteps; inClassic ] do
                  for { Line = line; Action = action } in read lines do
                      let word =
                          match action with
                          | Action.Forward _ -> [ "Forward"; "takeshot"; "advance"; "firsturn"; "youturn" ]
                          | Action.Reverse _ -> [ "Reverse"; "firsturn"; "youturn" ]
                          | Action.Copy _
                          | Action.Move _ -> [ "Read"; "restore" ]
                          | Action.EndForward -> [ "EndForward"; "firsturn" ]
                          | Action.EndReverse -> [ "EndReverse"; "terminate" ]

                      Assert.True(
                          word |> List.exists (fun word -> lines[int line - 1].Contains word),
                          $"{line}: {action}"
                      ))

          testCase "blank lines and an array around all lines are passed over, and counted" (fun () ->
              let lines =
                  [ ""; " \t"; "[" ]
                  @ [ for line in inJson[.. inJson.Length - 2] -> line + " ," ]
                  @ [ ""; List.last inJson; "]"; "" ]

              let read: LineAction list = read lines
              Assert.Equal<Action list>(ours, read |> List.map _.Action)
              Assert.Equal(4L, read.Head.Line)
              Assert.Equal(int64 lines.Length - 2L, (List.last read).Line)
              Assert.Empty(Vocabulary.read [])
              Assert.Empty(Vocabulary.read [ ""; "" ]))

          testCase "the first line that cannot be read is said" (fun () ->
              let rejected (line: int64) (lines: string list) =
                  match Vocabulary.read lines |> firstError with
                  | Some error -> Assert.Equal((lines, line), (lines, error.Line))
                  | None -> failtest $"read: {lines}"

              rejected 2L [ ""; "nonsense" ]
              rejected 3L [ inJson[0]; ""; "[\"Copy\",1]" ]
              // Another vocabulary than that of the first line.
              rejected 2L [ inJson[0]; inClassic[0] ]
              rejected 2L [ inSteps[0]; inJson[0] ]
              // It does not fit what comes before it.
              rejected 2L [ "[\"firsturn\",0]"; "[\"firsturn\",0]" ]
              // It stops.
              rejected 2L [ "[\"firsturn\",0]" ]
              rejected (int64 inClassic.Length) inClassic[.. inClassic.Length - 2])

          testCase "an endless file is read no further than it is asked for" (fun () ->
              let endless = Seq.initInfinite (fun index -> $"[\"Copy\",{index},\"RAM\",\"WORK\"]")
              Assert.Equal(1000, Vocabulary.read endless |> Seq.truncate 1000 |> Seq.length))

          // Many actions, in memory that does not grow with them, and without a stack of them.
          testCase "hundreds of thousands of actions go through every vocabulary and back, as a stream" (fun () ->
              let schedule = build (Spec.Revolve(100_000L, 30, Trajectory.Maximum))

              let ok (stream: seq<Result<'T, 'Error>>) : seq<'T> = Seq.map (orFail string) stream

              let through (back: seq<Action>) : unit =
                  let run = Schedule.runThrough 1L schedule
                  let mutable seen = 0

                  for action in back do
                      Assert.True(run.MoveNext() && run.Current.Equals action)
                      seen <- seen + 1

                  Assert.False(run.MoveNext())
                  Assert.True(seen >= 300_000)

              let actions = Schedule.actions schedule
              through (Steps.ofActions Clearing.Always schedule.Adjoints actions |> ok |> Steps.toActions |> ok)
              through (Classic.ofActions ClassicMode.Offline actions |> ok |> Classic.toActions |> ok)
              through (Operations.ofActions actions |> ok |> Operations.toActions |> ok)

              through (actions |> Seq.map Action.toJson |> Vocabulary.read |> Seq.map (orFail string >> _.Action))) ]
