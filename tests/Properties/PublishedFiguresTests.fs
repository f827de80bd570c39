/// Numbers that are published elsewhere, with their sources: the same here, or better where the
/// algorithm is.
module Schedules.Tests.PublishedFiguresTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private counted (spec: Spec) : Counts =
    (build spec |> Schedule.profile |> orFail string).Counts

/// Forward steps beyond one for each step.
let private extra (spec: Spec) : int64 =
    let counts = counted spec
    counts.ForwardSteps - counts.ReversedSteps

[<Tests>]
let tests =
    testList
        "Published figures"
        [ testCase "mixed checkpointing of 1000 steps: Maddison (2024), arXiv 2305.09568" (fun () ->
              for units, forward in [ 5, 6828L; 10, 3921L; 20, 2823L; 40, 2142L; 60, 1958L; 80, 1932L; 100, 1909L ] do
                  Assert.Equal(forward, (counted (Spec.Mixed(1000L, units, Storage.Ram))).ForwardSteps))

          testCase "fewer than CAMS's 271 and 299 extra steps for 100 steps and 5 units: arXiv 2106.13879" (fun () ->
              // Dependencies of one unit and of two.
              let extra dependencies =
                  extra (Spec.UnitSizes(100L, 5L, 1L, dependencies, false, Storage.Ram))

              Assert.Equal(252L, extra 1L)
              Assert.Equal(292L, extra 2L))

          testCase "t(13465, 116) is 33374" (fun () -> Assert.Equal(Ok 33_374L, Binomial.extraSteps 13_465L 116L))

          testCase
              "Checkpointing.jl's Revolve of 50 steps with 7 checkpoints: 105 advances, 28 saves, 177 actions"
              (fun () ->
                  let spec = Spec.Revolve(50L, 7, Trajectory.Revolve)
                  let counts = counted spec
                  Assert.Equal(105L, counts.ForwardSteps - counts.RecordedSteps)
                  Assert.Equal(28L, (Counts.level 0 counts).Writes)

                  let actions =
                      Schedule.actions (build spec)
                      |> Classic.ofActions ClassicMode.Offline
                      |> Seq.map (orFail string)
                      |> List.ofSeq

                  Assert.Equal(177, actions.Length)) ]
