/// One schedule of each kind, of a thousand actions or more.
module Schedules.Bench.Cases

open Schedules.FSharp

let private orFail (result: Result<'T, SpecError>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> failwith (string error)

let private ofLength (steps: int64) (schedule: Schedule) : Schedule =
    Schedule.ofLength steps schedule |> orFail

let private model = CostModel.standard

let private oneAndTwo: UnitSize =
    { Restart = 1L
      Dependencies = 2L
      StifflyAccurate = false }

let all: (string * (unit -> Schedule)) list =
    [ "revolve, 10 000 steps, 10 slots", (fun () -> Revolve.schedule 10_000L 10 |> orFail)
      "multistage, 10^5 steps, 10 + 20 slots",
      (fun () -> Multistage.schedule Trajectory.Maximum 100_000L 10 20 |> orFail)
      "h-revolve, 10 000 steps, 10 + 20 slots", (fun () -> HRevolve.schedule 10_000L [ 10; 20 ] model |> orFail)
      "h-revolve, 1000 steps, 10 + 20 slots", (fun () -> HRevolve.schedule 1_000L [ 10; 20 ] model |> orFail)
      "disk-revolve, 10 000 steps, 10 slots", (fun () -> DiskRevolve.schedule 10_000L 10 false model |> orFail)
      "1d-revolve, 10 000 steps, 10 slots", (fun () -> OneDRevolve.schedule 10_000L 10 false model |> orFail)
      "periodic-disk-revolve, 10 000 steps, 10 slots",
      (fun () -> PeriodicDiskRevolve.schedule 10_000L 10 DiskPeriod.Searched false model |> orFail)
      "optimal, 1000 steps, 4 + 4 slots", (fun () -> Optimal.schedule 1_000L [ 4; 4 ] model |> orFail)
      "mixed, 10 000 steps, 10 units", (fun () -> Mixed.schedule 10_000L 10 Storage.Ram |> orFail)
      "unit-sizes, 1000 steps, 20 units, 1 and 2",
      (fun () -> UnitSizes.schedule 1_000L 20L oneAndTwo Storage.Ram |> orFail)
      "uniform, 10^6 steps, 1000 slots", (fun () -> Uniform.schedule 1_000_000L 1_000 Storage.Ram |> orFail)
      "single-disk, moving, 10^5 steps", (fun () -> SingleDisk.schedule true |> ofLength 100_000L)
      "two-level, 10^5 steps, period 100, 5 slots",
      (fun () -> TwoLevel.schedule Trajectory.Maximum 100L 5 Storage.Ram |> orFail |> ofLength 100_000L)
      "periodic-disk, 10^5 steps, period 10", (fun () -> PeriodicDisk.schedule 10L |> orFail |> ofLength 100_000L)
      "online, r2, 10 000 steps, 10 slots",
      (fun () -> Online.schedule OnlinePolicy.R2 10 Storage.Ram |> orFail |> ofLength 10_000L) ]

/// Adds up what an action names, looking at its kind.
let inline add (sum: int64) (action: Action) : int64 =
    match action with
    | Action.Forward(n0, n1, _, _, _) -> sum + n1 - n0
    | Action.Reverse(n1, n0, _) -> sum + n0 - n1
    | Action.Copy(n, _, _)
    | Action.Move(n, _, _) -> sum + n
    | Action.EndForward
    | Action.EndReverse -> sum
