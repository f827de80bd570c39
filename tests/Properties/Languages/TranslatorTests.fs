/// Translations for writers: the same words as the streams, without garbage.
module Schedules.Tests.Languages.TranslatorTests

open System
open System.Text
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Languages.Streams

/// What a translator says, up to what it cannot.
let private said (translator: Translator<Action, 'Out>) (actions: Action list) : Result<'Out, Untranslated> list =
    let words = ResizeArray<Result<'Out, Untranslated>>()

    let hear (wrong: Untranslated voption) : bool =
        for at in 0 .. translator.Count - 1 do
            words.Add(Ok translator[at])

        match wrong with
        | ValueNone -> true
        | ValueSome wrong ->
            words.Add(Error wrong)
            false

    if actions |> List.forall (fun action -> hear (translator.Next &action)) then
        hear (translator.Finish()) |> ignore

    List.ofSeq words

/// Bytes allocated by all of a stream, a writer given each word, and how many words.
let private garbage (translator: Translator<Action, 'Out>) (actions: Action[]) (write: 'Out -> int) : int64 * int64 =
    let mutable words = 0L
    let before = GC.GetAllocatedBytesForCurrentThread()

    for index in 0 .. actions.Length - 1 do
        let wrong = translator.Next &actions[index]

        if wrong.IsSome then
            failtest $"{wrong.Value}"

        for at in 0 .. translator.Count - 1 do
            words <- words + 1L

            if write translator[at] = 0 then
                failtest "not written"

    GC.GetAllocatedBytesForCurrentThread() - before, words

[<Tests>]
let tests =
    testList
        "Translator"
        [ testFamilies Families.all "a translator says what the stream says, up to what it cannot" (fun family ->
              for problem in few 1 12L family do
                  let schedule, actions = buildFor problem, actions problem

                  // Cut off, too: then it is the end that is wrong.
                  for actions in [ actions; List.truncate (actions.Length / 2) actions ] do
                      for mode in [ ClassicMode.Offline; ClassicMode.Multistage; ClassicMode.Online ] do
                          Assert.EqualItems(
                              Classic.ofActions mode actions |> Seq.map string,
                              said (Classic.translator mode) actions |> Seq.map string
                          )

                      Assert.EqualItems(
                          Operations.ofActions actions |> Seq.map string,
                          said (Operations.translator ()) actions |> Seq.map string
                      )

                      Assert.EqualItems(
                          Steps.ofActions Clearing.Always schedule.Adjoints actions |> Seq.map string,
                          said (Steps.translator Clearing.Always schedule.Adjoints) actions |> Seq.map string
                      ))

          testSequenced (
              testCase "a stream is translated and written without garbage for its words" (fun () ->
                  let actions =
                      build (Spec.Multistage(20_000L, 4, 9, Trajectory.Maximum)) |> Schedule.actions |> Array.ofSeq

                  let room: byte[] = Array.zeroCreate Json.Longest

                  // What grows does so with the slots. Code that has not been optimised yet allocates
                  // more, and is optimised behind the test: not while others have code compiled.
                  let isSmall measure =
                      let first, words = measure ()
                      let mutable allocated = first
                      let mutable tries = 1

                      while allocated > words / 4L && tries < 50 do
                          System.Threading.Thread.Sleep 250
                          let again, _ = measure ()
                          allocated <- again
                          tries <- tries + 1

                      Assert.InRange(words, int64 actions.Length / 2L, Int64.MaxValue)
                      Assert.InRange(allocated, 0L, words / 4L)

                  isSmall (fun () ->
                      garbage (Classic.translator ClassicMode.Multistage) actions (fun word ->
                          Json.writeClassic &word (Span room)))

                  isSmall (fun () ->
                      garbage (Steps.translator Clearing.Always (Adjoints.Times 1L)) actions (fun word ->
                          Json.writeStep &word (Span room)))

                  isSmall (fun () ->
                      garbage (Operations.translator ()) actions (fun word ->
                          Operation.write LevelNames.MemoryAndDisk &word (Span room))))
          )

          testCase "an operation is written as in the literature, and no further" (fun () ->
              let far = Int64.MaxValue

              for operation, numbered, named in
                  [ Operation.Forward(0L, 12L), "F_0->12", "F_0->12"
                    Operation.Backward(10L, 9L), "B_10->9", "B_10->9"
                    Operation.Write(0, 3L), "W^0_3", "WM_3"
                    Operation.Read(1, 0L), "R^1_0", "RD_0"
                    Operation.Discard(2, 11L), "D^2_11", "D^2_11"
                    Operation.WriteForward(0, 7L), "WF^0_7", "WFM_7"
                    Operation.DiscardForward(Int32.MaxValue, far),
                    $"DF^{Int32.MaxValue}_{far}",
                    $"DF^{Int32.MaxValue}_{far}"
                    Operation.Forward(far, far), $"F_{far}->{far}", $"F_{far}->{far}" ] do
                  for names, expected in [ LevelNames.Numbered, numbered; LevelNames.MemoryAndDisk, named ] do
                      Assert.Equal(expected, Operation.toText names operation)
                      let bytes = Array.create (Operation.Longest + 7) 1uy
                      let count = Operation.write names &operation (Span bytes)
                      Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, count))
                      Assert.True(bytes[count..] |> Array.forall (fun other -> other = 1uy))
                      Assert.Equal(0, Operation.write names &operation (Span(bytes, 0, Operation.Longest - 1)))) ]
