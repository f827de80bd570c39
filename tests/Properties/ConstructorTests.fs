/// A schedule is the same whether it comes from its family's constructor, from a table, or from its
/// spec: recovery included.
module Schedules.Tests.ConstructorTests

open System.Threading
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Crashes

let private tabled (steps: int64) (create: int64 -> Result<'Table, SpecError>) (ofTable: 'Table -> Schedule) =
    // Out of a table of the very length, and of a longer one.
    [ for longest in [ steps; steps + 3L ] -> create longest |> orFail string |> ofTable ]

/// The constructor's schedule, and those out of tables; none keeps what is on disk.
let private constructed (spec: Spec) : Schedule list =
    match spec with
    | Spec.None -> [ None.schedule ]
    | Spec.SingleMemory -> [ SingleMemory.schedule ]
    | Spec.SingleDisk moveData -> [ SingleDisk.schedule moveData ]
    | Spec.Revolve(steps, ram, trajectory) ->
        [ Revolve.along trajectory steps ram |> orFail string
          if trajectory = Trajectory.Maximum then
              Revolve.schedule steps ram |> orFail string ]
    | Spec.Multistage(steps, ram, disk, trajectory) ->
        [ Multistage.schedule trajectory steps ram disk |> orFail string ]
    | Spec.TwoLevel(period, snapshots, storage, trajectory) ->
        [ TwoLevel.schedule trajectory period snapshots storage |> orFail string ]
    | Spec.PeriodicDisk period -> [ PeriodicDisk.schedule period |> orFail string ]
    | Spec.Uniform(steps, snapshots, storage) -> [ Uniform.schedule steps snapshots storage |> orFail string ]
    | Spec.Mixed(steps, snapshots, storage) -> [ Mixed.schedule steps snapshots storage |> orFail string ]
    | Spec.UnitSizes(steps, units, restart, dependencies, stifflyAccurate, storage) ->
        let size: UnitSize =
            { Restart = restart
              Dependencies = dependencies
              StifflyAccurate = stifflyAccurate }

        [ UnitSizes.schedule steps units size storage |> orFail string ]
    | Spec.HRevolve(steps, slots, inRam, costs) ->
        (HRevolve.over inRam steps slots costs |> orFail string)
        :: if inRam = largest then
               (HRevolve.schedule steps slots costs |> orFail string)
               :: tabled
                   steps
                   (fun longest -> HRevolveTable.create CancellationToken.None ignore longest slots costs)
                   (fun table -> HRevolve.ofTable steps table |> orFail string)
           else
               []
    | Spec.DiskRevolve(steps, ram, oneReadDisk, inRam, false, costs) ->
        (DiskRevolve.over inRam steps ram oneReadDisk costs |> orFail string)
        :: if inRam = largest then
               (DiskRevolve.schedule steps ram oneReadDisk costs |> orFail string)
               :: tabled
                   steps
                   (fun longest -> DiskRevolveTable.create CancellationToken.None ignore longest ram oneReadDisk costs)
                   (fun table -> DiskRevolve.ofTable steps table |> orFail string)
           else
               []
    | Spec.OneDRevolve(steps, ram, oneReadDisk, inRam, false, costs) ->
        [ OneDRevolve.over inRam steps ram oneReadDisk costs |> orFail string
          if inRam = largest then
              OneDRevolve.schedule steps ram oneReadDisk costs |> orFail string ]
    | Spec.PeriodicDiskRevolve(steps, ram, period, oneReadDisk, inRam, false, costs) ->
        [ PeriodicDiskRevolve.over inRam steps ram period oneReadDisk costs |> orFail string
          if inRam = largest then
              PeriodicDiskRevolve.schedule steps ram period oneReadDisk costs |> orFail string ]
    | Spec.AsyncDisk(steps, ram, inRam, false, costs) ->
        [ AsyncDisk.over inRam steps ram costs |> orFail string
          if inRam = InRam.Binomial Trajectory.Maximum then
              AsyncDisk.schedule steps ram costs |> orFail string ]
    | Spec.AsyncPeriodicDisk(ram, period, inRam, false, costs) ->
        [ AsyncPeriodicDisk.over inRam ram period costs |> orFail string
          if inRam = InRam.Binomial Trajectory.Maximum then
              AsyncPeriodicDisk.schedule ram period costs |> orFail string ]
    | Spec.DiskRevolve _
    | Spec.OneDRevolve _
    | Spec.PeriodicDiskRevolve _
    | Spec.AsyncDisk _
    | Spec.AsyncPeriodicDisk _ -> []
    | Spec.Optimal(steps, slots, costs) ->
        [ Optimal.schedule steps slots costs |> orFail string
          OptimalTable.build steps slots costs |> orFail string |> Optimal.ofTable ]
    | Spec.Online(policy, snapshots, storage, trajectory) ->
        [ Online.along trajectory policy snapshots storage |> orFail string
          if trajectory = Trajectory.Maximum then
              Online.schedule policy snapshots storage |> orFail string ]

/// What there is to be seen of a schedule, without its actions.
let private told (schedule: Schedule) =
    schedule.Spec, schedule.Costs, schedule.Name, schedule.Adjoints, string schedule.Limits, schedule.Storages

let private sameRecovery (problem: Problem) (built: Schedule) (other: Schedule) : unit =
    let history = Crashes.history problem.Steps 1L (Toy.nothing problem.Steps) built

    for crash in crashes history Disk (fun _ _ -> true) do
        let recovered schedule =
            Recovery.recover crash.Site schedule |> orFail string |> ScheduleText.write

        let expected = recovered built
        Assert.True(expected.IsSome)

        if recovered other <> expected then
            failtest $"{problem}, {crash}: {recovered other} instead of {expected}"

let private forSteps (problem: Problem) (schedule: Schedule) : Schedule =
    Schedule.ofLength problem.Steps schedule |> orFail string

[<Tests>]
let tests =
    testList
        "Constructors"
        [ testFamilies Families.all "they give what the spec gives, and recover alike" (fun family ->
              for n in [ 1L; 2L; 5L; 9L ] do
                  for spec in Effort.oneOf 3 (family.Small n) do
                      let problem = problem n spec
                      let built = build spec
                      Assert.Equal(ValueSome spec, built.Spec)

                      for other in constructed spec do
                          Assert.Equal(told built, told other)
                          let built, other = forSteps problem built, forSteps problem other
                          Assert.EqualItems(Schedule.actions built, Schedule.actions other)

                          if n = 5L then
                              sameRecovery problem built other)

          testCase "a crash of H-Revolve recovers by the costs that it was made for" (fun () ->
              let costs =
                  CostModel.create 1.0 1.0 [ 0.0; 13.0; 19.0 ] [ 0.0; 35.0; 23.0 ] |> orFail string

              let schedule = HRevolve.schedule 19L [ 1; 3 ] costs |> orFail string
              let history = Crashes.history 19L 1L (Toy.nothing 19L) schedule
              let crash = site history Disk (fun _ _ -> true) 20 20 4L

              let cost =
                  Recovery.recover crash schedule |> orFail string |> Schedule.cost costs |> orFail string

              Assert.Equal(119.0, cost)) ]
