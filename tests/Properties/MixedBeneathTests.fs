/// Mixed checkpoints in RAM beneath slower levels: the least of all that can be done where RAM is
/// left empty for those, and never dearer than binomial checkpointing.
module Schedules.Tests.MixedBeneathTests

open Expecto
open FsCheck.FSharp
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.MixedBeneathSearch

let private calculations: Calculation list =
    [ for steps in 2..5 do
          for restart, dependencies, stiff in
              [ 1, 1, false; 2, 1, false; 1, 2, false; 1, 1, true; 2, 1, true; 1, 2, true ] do
              let fewest = if stiff then min restart dependencies else restart

              for units in fewest .. fewest + 2 do
                  for disk in [ 1; 2; steps ] do
                      for write, read in [ 0, 0; 2, 1; 0, 3; 6, 2 ] do
                          { Steps = steps
                            Units = units
                            Size =
                              { Restart = int64 restart
                                Dependencies = int64 dependencies
                                StifflyAccurate = stiff }
                            OnDisk = disk
                            Step = 4
                            Write = write
                            Read = read } ]

let private costs (calculation: Calculation) : CostModel =
    let write, read = float calculation.Write, float calculation.Read
    CostModel.create (float calculation.Step) 0.0 [ 0.0; write ] [ 0.0; read ] |> orFail string

/// What a schedule takes, with a forward step for each step that is recorded.
let private cost (calculation: Calculation) (schedule: Result<Schedule, SpecError>) : int =
    let counts = schedule |> Result.bind Schedule.predict |> orFail string

    int (Counts.makespan (costs calculation) counts) + calculation.Step * int counts.RecordedSteps

let private hRevolve (calculation: Calculation) : int =
    HRevolve.over
        (InRam.Mixed calculation.Size)
        (int64 calculation.Steps)
        [ calculation.Units; calculation.OnDisk ]
        (costs calculation)
    |> cost calculation

[<Tests>]
let tests =
    testList
        "Mixed beneath slower levels"
        [ testCase "H-Revolve is the least that leaves RAM empty for the disk" (fun () ->
              for calculation in calculations do
                  Assert.Equal((calculation, least true calculation), (calculation, hRevolve calculation)))

          testCase "Disk-Revolve is the least that leaves RAM empty for a disk without limit" (fun () ->
              for calculation in calculations |> List.filter (fun problem -> problem.OnDisk = problem.Steps) do
                  let disk =
                      DiskRevolve.over
                          (InRam.Mixed calculation.Size)
                          (int64 calculation.Steps)
                          calculation.Units
                          false
                          (costs calculation)
                      |> cost calculation

                  Assert.Equal((calculation, least true calculation), (calculation, disk)))

          testCase "no schedule takes less, even if RAM is not left empty, of so few steps" (fun () ->
              for calculation in calculations do
                  Assert.Equal((calculation, least false calculation), (calculation, hRevolve calculation)))

          testCase "never dearer than restart data alone in as many slots" (fun () ->
              let problems =
                  gen {
                      let! steps = Gen.elements [ 20; 400 ] |> Gen.bind (fun most -> Gen.choose (1, most))
                      let! slots = Gen.choose (1, 8)
                      let! restart = Gen.choose (1, 3)
                      let! dependencies = Gen.choose (1, 5)
                      let! stiff = Gen.elements [ false; true ]
                      let! disk = Gen.choose (0, 4)
                      let! costs = DiskFamilies.randomCosts
                      return steps, slots, restart, dependencies, stiff, disk, costs
                  }
                  |> Random.among (fun (steps, slots, restart, dependencies, _, disk, costs) ->
                      List.min [ steps; slots; restart; dependencies; disk + 1 ] >= 1 && DiskFamilies.areCosts costs)

              let holds (steps, slots, restart, dependencies, stiff, disk, costs) =
                  let model = DiskFamilies.model costs

                  let size: UnitSize =
                      { Restart = int64 restart
                        Dependencies = int64 dependencies
                        StifflyAccurate = stiff }

                  let makespan (schedule: Result<Schedule, SpecError>) =
                      schedule |> Result.bind Schedule.predict |> orFail string |> Counts.makespan model

                  let n = int64 steps
                  let units = restart * slots
                  let mixed = InRam.Mixed size

                  [ HRevolve.over mixed n [ units; disk ] model, HRevolve.schedule n [ slots; disk ] model
                    DiskRevolve.over mixed n units false model, DiskRevolve.schedule n slots false model
                    DiskRevolve.over mixed n units true model, DiskRevolve.schedule n slots true model
                    OneDRevolve.over mixed n units false model, OneDRevolve.schedule n slots false model
                    PeriodicDiskRevolve.over mixed n units (DiskPeriod.Given 7L) false model,
                    PeriodicDiskRevolve.schedule n slots (DiskPeriod.Given 7L) false model ]
                  |> List.forall (fun (mixed, binomial) -> makespan mixed <= makespan binomial + 1e-9)

              Random.check 100 problems holds)

          testCase "trajectories change what is written to RAM, and nothing else; the usual ones write least" (fun () ->
              let model = CostModel.create 1.0 1.0 [ 0.0; 40.0 ] [ 0.0; 40.0 ] |> orFail string

              for build in
                  [ fun inRam -> HRevolve.over inRam 300L [ 7; 1 ] model
                    fun inRam -> DiskRevolve.over inRam 300L 7 false model
                    fun inRam -> OneDRevolve.over inRam 300L 7 false model
                    fun inRam -> PeriodicDiskRevolve.over inRam 300L 7 (DiskPeriod.Given 100L) false model ] do
                  let counts trajectory =
                      build (InRam.Binomial trajectory) |> Result.bind Schedule.predict |> orFail string

                  let elsewhere (counts: Counts) =
                      counts.ForwardSteps, counts.RecordedSteps, Map.tryFind 1 counts.Levels

                  let writes (counts: Counts) = (Counts.level 0 counts).Writes
                  let largest = counts Trajectory.Largest

                  for trajectory in [ Trajectory.Maximum; Trajectory.Revolve ] do
                      Assert.Equal(elsewhere largest, elsewhere (counts trajectory))
                      Assert.True(writes (counts trajectory) < writes largest))

          testCase "too few units for a segment of any length are refused by name" (fun () ->
              let size: UnitSize =
                  { Restart = 4L
                    Dependencies = 3L
                    StifflyAccurate = false }

              let refused (parameter: string) (result: Result<Schedule, SpecError>) =
                  match result with
                  | Error(SpecError.OutOfRange(name, 3L, 4L, _)) -> Assert.Equal(parameter, name)
                  | found -> failtest $"{parameter}: {found}"

              let mixed, model = InRam.Mixed size, CostModel.standard
              refused "slots" (HRevolve.over mixed 9L [ 3; 5 ] model)
              refused "snapshotsInRam" (DiskRevolve.over mixed 9L 3 false model)
              refused "snapshotsInRam" (OneDRevolve.over mixed 9L 3 false model)
              refused "snapshotsInRam" (PeriodicDiskRevolve.over mixed 9L 3 DiskPeriod.Searched false model)
              refused "snapshotsInRam" (AsyncDisk.over mixed 9L 3 model)

              let wrong (size: UnitSize) =
                  match DiskRevolve.over (InRam.Mixed size) 9L 9 false model with
                  | Error error -> error.Parameter
                  | Ok _ -> "none"

              Assert.Equal("restartUnits", wrong { size with Restart = 0L })
              Assert.Equal("dependencyUnits", wrong { size with Dependencies = -1L })) ]
