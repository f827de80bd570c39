/// Checkpoints on disk that stay for further adjoint calculations: what these cost, against as many
/// calculations of one adjoint each.
module Schedules.Tests.KeepDiskTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private names =
    [ "disk-revolve"
      "disk-revolve over mixed"
      "1d-revolve"
      "periodic-disk-revolve"
      "async-disk"
      "async-periodic-disk" ]

/// The families that can, as they are.
let private families =
    Families.all |> List.filter (fun family -> List.contains family.Name names)

let private costs (spec: Spec) : CostModel = Spec.costs spec |> ValueOption.get

let private ofLength (steps: int64) (spec: Spec) : Schedule =
    build spec |> Schedule.ofLength steps |> orFail string

/// A problem as it is, and kept; nothing where that is not possible.
let private both (test: Schedule -> Schedule -> CostModel -> unit) (problem: Problem) : unit =
    match keeping problem.Spec with
    | ValueSome kept -> test (ofLength problem.Steps problem.Spec) (ofLength problem.Steps kept) (costs problem.Spec)
    | ValueNone -> ()

let private makespan (adjoints: int64) (model: CostModel) (schedule: Schedule) : float =
    Schedule.predictOf adjoints schedule |> orFail string |> Counts.makespan model

[<Tests>]
let tests =
    testList
        "KeepDisk"
        [ testFamilies
              families
              "never dearer than as many calculations, unless a read is dearer than a write"
              (fun family ->
                  let cheap (alone: Schedule) (kept: Schedule) (model: CostModel) : unit =
                      let once = makespan 1L model alone
                      let level = if List.contains Storage.Disk kept.Storages then 1 else 0
                      let more = max 0.0 (model.Read level - model.Write level)

                      for adjoints in 1L .. 4L do
                          let most = float adjoints * once + float (adjoints - 1L) * more
                          Assert.InRange(makespan adjoints model kept, 0.0, most + 1e-9 * most)

                  Seq.iter (both cheap) (few 7 20L family)
                  check 200 (random 3000 family) (both cheap))

          testFamilies families "a further one does not go over the steps before the latest on disk" (fun family ->
              let spared (_: Schedule) (kept: Schedule) (_: CostModel) : unit =
                  let forward adjoints =
                      (Schedule.predictOf adjoints kept |> orFail string).ForwardSteps

                  let latest =
                      Schedule.actionsOf 1L kept
                      |> Seq.takeWhile (fun action -> not action.IsEndForward)
                      |> Seq.choose (fun action ->
                          match action with
                          | Action.Forward(n0, _, true, _, Storage.Level 1) -> Some n0
                          | Action.Forward _
                          | Action.Reverse _
                          | Action.Copy _
                          | Action.Move _
                          | Action.EndForward
                          | Action.EndReverse -> None)
                      |> Seq.fold (fun _ step -> step) 0L

                  // Where the end is found out, the sweep to it is not part of an adjoint calculation.
                  let spared =
                      if kept.Plan.Sweep.IsSome then
                          kept.Length.Steps.Value
                      else
                          latest

                  Assert.Equal(2L * forward 1L - spared, forward 2L)
                  Assert.Equal(3L * forward 1L - 2L * spared, forward 3L)

              Seq.iter (both spared) (few 11 20L family))

          testFamilies families "the first is as without, but for what stays" (fun family ->
              let same (alone: Schedule) (kept: Schedule) (_: CostModel) : unit =
                  let copied (action: Action) : Action =
                      match action with
                      | Action.Move(n, source, target) -> Action.Copy(n, source, target)
                      | Action.Forward _
                      | Action.Reverse _
                      | Action.Copy _
                      | Action.EndForward
                      | Action.EndReverse -> action

                  let actions schedule =
                      Schedule.actionsOf 1L schedule |> Seq.map copied |> List.ofSeq

                  Assert.Equal<Action list>(actions alone, actions kept)

                  let writes schedule =
                      (Schedule.profileOf 1L schedule |> orFail string).Counts |> Counts.level 1 |> _.Writes

                  Assert.Equal(
                      writes kept,
                      (Schedule.profileOf 3L kept |> orFail string).Counts |> Counts.level 1 |> _.Writes
                  )

                  Assert.Equal(writes alone, writes kept)

              Seq.iter (both same) (few 11 20L family))

          testCase "1000 steps with 5 slots and a slow disk: a further adjoint takes so much less" (fun () ->
              let model = CostModel.create 1.0 1.0 [ 0.0; 5.0 ] [ 0.0; 5.0 ] |> orFail string

              let spec keep =
                  Spec.DiskRevolve(1000L, 5, false, largest, keep, model)

              let once = makespan 1L model (build (spec false))
              let twice = makespan 2L model (build (spec true))
              Assert.InRange(twice, once, 1.75 * once))

          testCase "where nothing could stay, it is refused by name" (fun () ->
              let mixed =
                  InRam.Mixed
                      { Restart = 1L
                        Dependencies = 1L
                        StifflyAccurate = false }

              for spec in
                  [ Spec.DiskRevolve(1L, 3, false, largest, true, CostModel.standard)
                    Spec.OneDRevolve(1L, 3, false, largest, true, CostModel.standard)
                    Spec.PeriodicDiskRevolve(1L, 3, DiskPeriod.Given 1L, false, largest, true, CostModel.standard)
                    Spec.AsyncDisk(1L, 3, largest, true, CostModel.standard)
                    Spec.DiskRevolve(5L, 10, false, mixed, true, CostModel.standard) ] do
                  match Spec.build spec with
                  | Error error -> Assert.Equal<string>("keepDisk", error.Parameter)
                  | Ok schedule -> failtest (string schedule)) ]
