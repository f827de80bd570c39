/// What is known of schedules without running them: writes and reads of each position,
/// placements, large sizes.
module Schedules.Tests.PredictionTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// Writes and reads of each position of the stack, by reversing for real, segment by segment.
let private counted (trajectory: Trajectory) (l: int64) (s: int) : (int64 * int64) list =
    let depth = int (min (int64 s) (l - 1L))
    let writes: int64[] = Array.zeroCreate depth
    let reads: int64[] = Array.zeroCreate depth

    let rec reverse position l slots kept =
        if l > 1L then
            if not kept then
                writes[position] <- writes[position] + 1L

            let advance = Binomial.advance trajectory l slots |> orFail string
            reverse (position + 1) (l - advance) (slots - 1L) false
            reads[position] <- reads[position] + 1L
            reverse position advance slots true

    reverse 0 l (int64 s) false
    List.zip (List.ofArray writes) (List.ofArray reads)

let private predicted (trajectory: Trajectory) (l: int64) (s: int) : (int64 * int64) list =
    Traffic.fold (fun positions _ writes reads -> (writes, reads) :: positions) [] trajectory l s
    |> List.rev

[<Tests>]
let tests =
    testList
        "Prediction"
        [ testCase "writes and reads of each position are those of a reversal, for any trajectory" (fun () ->
              for trajectory in trajectories do
                  for l in 1L .. 300L do
                      for s in 1..12 do
                          Assert.Equal<(int64 * int64) list>(counted trajectory l s, predicted trajectory l s)

                  for l in [ 1000L; 4321L; 30000L ] do
                      for s in [ 1; 2; 3; 4; 6; 10; 30; 200 ] do
                          // The search follows the stack, which for one slot is as
                          // deep as there are steps.
                          if s > 1 then
                              Assert.Equal<(int64 * int64) list>(counted trajectory l s, predicted trajectory l s))

          testCase "the trajectories maximum and revolve have the fewest writes of all optimal ones" (fun () ->
              let most, slots = 90, 12
              // Fewest writes of l steps with s slots, one of which the start takes; that it is
              // written comes to it where it is not there yet.
              let fewest = Array2D.zeroCreate (most + 1) (slots + 1)

              for s in 1..slots do
                  for l in 2..most do
                      let extra l s =
                          Binomial.extraSteps (int64 l) (int64 s) |> orFail string

                      let enter l s = if l > 1 then 1L + fewest[l, s] else 0L

                      fewest[l, s] <-
                          [ for i in 1 .. l - 1 do
                                let right =
                                    if l - i = 1 then ValueSome 0L
                                    elif s > 1 then ValueSome(extra (l - i) (s - 1))
                                    else ValueNone

                                match right with
                                | ValueSome right when int64 i + right + (if i = 1 then 0L else extra i s) = extra l s ->
                                    enter (l - i) (s - 1) + fewest[i, s]
                                | ValueSome _
                                | ValueNone -> () ]
                          |> List.min

                      for trajectory in [ Trajectory.Maximum; Trajectory.Revolve ] do
                          let counts =
                              Revolve.along trajectory (int64 l) s |> Result.bind Schedule.predict |> orFail string

                          Assert.Equal(enter l s, (Counts.level 0 counts).Writes))

          testCase
              "the default of Revolve writes 504 checkpoints for 1000 steps and 30 slots, the packages' 937"
              (fun () ->
                  let writes trajectory steps slots =
                      let counts =
                          Revolve.along trajectory steps slots |> Result.bind Schedule.predict |> orFail string

                      (Counts.level 0 counts).Writes

                  Assert.Equal(504L, writes Trajectory.Maximum 1000L 30)
                  Assert.Equal(937L, writes Trajectory.Largest 1000L 30)
                  Assert.Equal(53_624L, writes Trajectory.Maximum 100_000L 30)
                  Assert.Equal(88_332L, writes Trajectory.Largest 100_000L 30)
                  Assert.Equal(28L, writes Trajectory.Maximum 50L 7)
                  Assert.Equal(39L, writes Trajectory.Largest 50L 7))

          testCase "RAM holds the positions that are used most, the lower ones first" (fun () ->
              for trajectory in trajectories do
                  for l in 2L .. 60L do
                      for ram in 0..6 do
                          for disk in (if ram = 0 then 1 else 0) .. 6 do
                              let used = predicted trajectory l (ram + disk)

                              let inRam =
                                  used
                                  |> List.indexed
                                  |> List.sortBy (fun (position, (writes, reads)) -> -(writes + reads), position)
                                  |> List.truncate ram
                                  |> List.map fst

                              // The first sweep keeps each position of the stack in turn.
                              let placed =
                                  build (Spec.Multistage(l, ram, disk, trajectory))
                                  |> Schedule.actionsOf 0L
                                  |> Seq.choose (fun action ->
                                      match action with
                                      | Action.Forward(_, _, true, _, target) -> Some target
                                      | _ -> None)
                                  |> List.ofSeq

                              for position, storage in List.indexed placed do
                                  let expected =
                                      if List.contains position inRam then
                                          Storage.Ram
                                      else
                                          Storage.Disk

                                  Assert.Equal(expected, storage))

          testCase "a prediction for 10^9 steps needs no run, and agrees with the closed form" (fun () ->
              for slots in [ 3; 10; 100; 100_000 ] do
                  let counts =
                      build (Spec.Revolve(1_000_000_000L, slots, Trajectory.Maximum))
                      |> Schedule.predict
                      |> orFail string

                  Assert.Equal(Binomial.totalSteps 1_000_000_000L slots, Ok counts.ForwardSteps)
                  let ram = Counts.level 0 counts
                  Assert.Equal(999_999_999L, ram.Reads)
                  Assert.Equal(ram.Writes, ram.Deletes)
                  Assert.InRange(ram.Writes, 1L, 999_999_999L))

          testSequenced (
              testCase "10^9 steps can be started at once, with few and with many slots, in bounded memory" (fun () ->
                  for spec in
                      [ Spec.Revolve(1_000_000_000L, 3, Trajectory.Maximum)
                        Spec.Revolve(1_000_000_000L, 100, Trajectory.Maximum)
                        Spec.Revolve(1_000_000_000_000_000_000L, 20, Trajectory.Maximum)
                        Spec.Multistage(1_000_000_000L, 5, 20, Trajectory.Maximum)
                        Spec.Multistage(1_000_000_000L, 100, 1000, Trajectory.Revolve)
                        Spec.Multistage(1_000_000_000_000_000_000L, 1, 1, Trajectory.Maximum)
                        Spec.Mixed(1_000_000_000L, 3, Storage.Ram)
                        Spec.Mixed(1_000_000_000_000_000_000L, 40, Storage.Disk) ] do
                      let schedule = build spec
                      let before = GC.GetAllocatedBytesForCurrentThread()
                      let run = Schedule.runThrough 1L schedule
                      let mutable count = 0

                      while count < 1_000_000 && run.MoveNext() do
                          count <- count + 1

                      Assert.Equal(1_000_000, count)
                      let allocated = GC.GetAllocatedBytesForCurrentThread() - before
                      Assert.InRange(allocated, 0L, 16L * 1_000_000L))
          )

          testCase "many slots on 10^6 steps neither overflow the stack nor cost more than recording does" (fun () ->
              let profile =
                  build (Spec.Revolve(1_000_000L, 999_999, Trajectory.Maximum)) |> Schedule.profile |> orFail string

              Assert.Equal(1_999_999L, profile.Counts.ForwardSteps)
              Assert.Equal(999_999L, profile.Peaks[0]))

          testCase "a prediction that needs more than 64 bits is refused" (fun () ->
              let refused spec = build spec |> Schedule.predict

              let name result =
                  match result with
                  | Ok _ -> "accepted"
                  | Error(error: SpecError) -> error.Parameter

              Assert.Equal("steps", name (refused (Spec.Revolve(1_000_000_000_000_000_000L, 1, Trajectory.Maximum))))
              Assert.Equal("steps", name (refused Spec.SingleMemory))
              Assert.Equal("adjoints", name (Schedule.predictOf 2L (build (Spec.Revolve(5L, 2, Trajectory.Maximum)))))

              Assert.Equal(
                  "steps",
                  name (
                      Schedule.predictOf 1_000_000L (buildFor (problem 1_000_000_000_000_000_000L Spec.SingleMemory))
                  )
              )) ]
