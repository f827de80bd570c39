/// Checkpoints that hold restart data or dependencies: problems with sizes, and
/// what is checked of each.
module Schedules.Tests.MixedProblems

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let mixed (steps: int64) (snapshots: int) (storage: Storage) : Schedule =
    Mixed.schedule steps snapshots storage |> orFail string

let fewest steps units wr wa stifflyAccurate : int64 voption =
    MixedTable.optimalSteps steps units wr wa stifflyAccurate |> orFail string

let size (restart: int64) (dependencies: int64) (stifflyAccurate: bool) : UnitSize =
    { Restart = restart
      Dependencies = dependencies
      StifflyAccurate = stifflyAccurate }

/// A problem with sizes, for what is said of it when it fails.
type Sized =
    { Steps: int64
      Units: int64
      Restart: int64
      Dependencies: int64
      StifflyAccurate: bool }

let build (problem: Sized) : Result<Schedule, SpecError> =
    UnitSizes.schedule
        problem.Steps
        problem.Units
        (size problem.Restart problem.Dependencies problem.StifflyAccurate)
        Storage.Disk

let require (problem: 'Problem) (holds: bool) (what: string) : unit =
    if not holds then
        failtest $"{what}: {problem}"

/// The referee finds nothing wrong, in the stricter reading too; it counts what is predicted, which
/// is what the table says.
let judged (problem: 'Problem) (fewest: int64) (schedule: Schedule) : Profile =
    let limits = { schedule.Limits with Strict = true }

    let profile =
        match Profile.run limits schedule.Length (Schedule.actions schedule) with
        | Ok profile -> profile
        | Error violation -> failtest $"{violation}: {problem}"

    require problem (profile.Counts.ForwardSteps = fewest) $"{profile.Counts.ForwardSteps} steps, not {fewest}"
    let predicted = Schedule.predict schedule |> orFail string
    require problem (predicted = profile.Counts) $"predicted {predicted}, counted {profile.Counts}"
    profile

let gradient (problem: 'Problem) (schedule: Schedule) : unit =
    let steps = schedule.Length.Steps.Value

    let gradients, left =
        Toy.runOf schedule.Limits.StifflyAccurate steps (Schedule.actions schedule)

    require problem (gradients = [ Toy.expected steps ]) "a wrong gradient"
    require problem (left = 0) "checkpoints left behind"

/// All sizes from 1 to 3, with and without restarts from dependencies.
let sizes: (int64 * int64 * bool) list =
    [ for wr in 1L .. 3L do
          for wa in 1L .. 3L do
              for stifflyAccurate in [ false; true ] -> wr, wa, stifflyAccurate ]

let small (most: int64) : seq<Sized> =
    seq {
        for steps in 1L .. most do
            for wr, wa, stifflyAccurate in sizes do
                for units in 0L .. (steps + 1L) * wa + 1L do
                    { Steps = steps
                      Units = units
                      Restart = wr
                      Dependencies = wa
                      StifflyAccurate = stifflyAccurate }
    }
