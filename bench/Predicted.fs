/// `bench -- predicted`: wall time that is predicted of a schedule on a machine, against that of a
/// run on a throttled store. The least of a few rounds: model and disk sleep, so that what else the
/// machine does counts little.
module Schedules.Bench.Predicted

open System
open System.Collections.Generic
open System.Diagnostics
open Schedules.Interop
open Schedules.Runtime

let private steps = 60L
let private ticks = Stopwatch.Frequency / 100L
let private bytes = 100_000
let private transfer = 0.015

let private machine: Machine =
    Machine(
        Advance = 0.01,
        Record = 0.01,
        Reverse = 0.01,
        RestartBytes = float bytes,
        DependencyBytes = float bytes,
        Levels = [| LevelSpeed(); LevelSpeed(transfer, transfer) |]
    )

let private costs = CostModel(0.01, 0.02, [| 0.0; transfer |], [| 0.0; transfer |])

let private schedules: (string * CheckpointSchedule) list =
    [ "revolve", CheckpointSchedule.Revolve(steps, 4)
      "multistage", CheckpointSchedule.Multistage(steps, 3, 6)
      "two-level", CheckpointSchedule.TwoLevel(7L, 3, Storage.Ram).WithSteps steps
      "periodic-disk", CheckpointSchedule.PeriodicDisk(7L).WithSteps steps
      "single-disk", CheckpointSchedule.SingleDisk(true).WithSteps steps
      "uniform", CheckpointSchedule.Uniform(steps, 7, Storage.Disk)
      "mixed", CheckpointSchedule.Mixed(steps, 12, Storage.Disk)
      "h-revolve", CheckpointSchedule.HRevolve(steps, 3, 6, costs = costs)
      "disk-revolve", CheckpointSchedule.DiskRevolve(steps, 3, false, costs = costs)
      "periodic-disk-revolve", CheckpointSchedule.PeriodicDiskRevolve(steps, 3, null, false, costs = costs)
      "async-disk", CheckpointSchedule.AsyncDisk(steps, 3, costs = costs) ]

let private measured (schedule: CheckpointSchedule) (overlapped: bool) : float =
    let once () : float =
        use store =
            new ThrottledStore(new MemoryStore(), infinity, TimeSpan.FromSeconds transfer)

        let stores =
            Dictionary<Storage, ICheckpointStore>(dict [ Storage.Disk, store :> ICheckpointStore ])

        let options = RunOptions(Stores = stores, Overlap = overlapped)

        use executor =
            new CheckpointExecutor(IdleModel(steps, bytes, ticks), schedule, options)

        let start = Stopwatch.GetTimestamp()
        executor.Run() |> ignore
        Stopwatch.GetElapsedTime(start).TotalSeconds

    Seq.init 3 (fun _ -> once ()) |> Seq.min

/// Prints all figures.
let table () : unit =
    printfn
        "| 60 steps of 10 ms, 15 ms a transfer | predicted, s | measured, s | ratio | not overlapped: predicted | measured | ratio |"

    printfn "| --- | --- | --- | --- | --- | --- | --- |"

    for name, schedule in schedules do
        let cells overlapped =
            let predicted = schedule.Time(machine, overlapped).Seconds
            let measured = measured schedule overlapped
            sprintf "%.2f | %.2f | %.2f" predicted measured (measured / predicted)

        printfn "| %s | %s | %s |" name (cells true) (cells false)
