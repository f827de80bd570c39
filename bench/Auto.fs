/// `bench -- auto`: the acoustic sample with some room in RAM and on disk. What each schedule takes
/// that one would think of, what is predicted of it by the machine that was measured, and what the
/// schedule takes that `CheckpointExecutor.Auto` chooses.
module Schedules.Bench.Auto

open System
open System.Collections.Generic
open System.Diagnostics
open Schedules.Interop
open Schedules.Runtime
open Schedules.Samples.Acoustic

let private steps = 600L
let private slots = 8L
let private rounds = 4

/// Bytes a second of the disk, and what a transfer takes beside.
let private bandwidth = 400e6

let private latency = TimeSpan.FromMilliseconds 0.2

/// As many checkpoints in RAM, what the dependencies of a step take there, and buffers.
let private budgets (model: AcousticModel) (disk: float) : float[] =
    let each = float (model.RestartBytes 0L)
    [| float (slots + 6L) * each + float (model.AdjointBytes 0L); disk |]

/// A disk as slow as that, whatever the one is that is there.
let private disk () : ICheckpointStore =
    new ThrottledStore(new DiskStore(), bandwidth, latency)

let private onDisk (store: ICheckpointStore) : RunOptions =
    RunOptions(Stores = Dictionary<Storage, ICheckpointStore>(dict [ Storage.Disk, store ]))

let private seconds (model: AcousticModel) (schedule: CheckpointSchedule) : float =
    use store = disk ()
    use executor = new CheckpointExecutor(model, schedule, onDisk store)
    let start = Stopwatch.GetTimestamp()
    executor.Run() |> ignore
    Stopwatch.GetElapsedTime(start).TotalSeconds

let private byHand: (string * CheckpointSchedule) list =
    let ram = int slots

    [ "revolve, 8 slots", CheckpointSchedule.Revolve(steps, ram)
      "multistage, 8 and 40 slots", CheckpointSchedule.Multistage(steps, ram, 40)
      "mixed on disk, 100 units", CheckpointSchedule.Mixed(steps, 100, Storage.Disk)
      "single-disk", CheckpointSchedule.SingleDisk(true).WithSteps steps
      "periodic-disk, 10 steps", CheckpointSchedule.PeriodicDisk(10L).WithSteps steps
      "two-level, 30 steps and 8 slots", CheckpointSchedule.TwoLevel(30L, ram, Storage.Ram).WithSteps steps
      "uniform on disk, 60 slots", CheckpointSchedule.Uniform(steps, 60, Storage.Disk)
      "h-revolve, 8 and 40 slots", CheckpointSchedule.HRevolve(steps, ram, 40)
      "disk-revolve, 8 slots", CheckpointSchedule.DiskRevolve(steps, ram)
      "periodic-disk-revolve, 8 slots", CheckpointSchedule.PeriodicDiskRevolve(steps, ram)
      "async-disk, 8 slots", CheckpointSchedule.AsyncDisk(steps, ram) ]

/// Prints all figures.
let table () : unit =
    let experiment = Experiment.Layered(300, 200, int steps, 1)
    let model = AcousticModel experiment

    // Its code has been compiled, as in all but the first seconds of a long run.
    for _ in 1..8 do
        seconds model (CheckpointSchedule.Revolve(steps, int slots)) |> ignore

    for bytes in [ 1e11; 0.0 ] do
        use store = disk ()
        let room = budgets model bytes
        use chosen = CheckpointExecutor.Auto(model, room, onDisk store)

        let choice =
            match chosen.Choice with
            | null -> failwith "nothing was chosen"
            | choice -> choice

        printfn "%O\n" choice

        let rows =
            [ for name, schedule in byHand do
                  if bytes > 0.0 || not (schedule.UsesStorage Storage.Disk) then
                      name, schedule, schedule.Time(choice.Machine).Seconds
              $"Auto: {choice.Chosen.CommandLine}", choice.Chosen.Build(), choice.Chosen.Seconds ]

        // Round by round, so that what else the machine does slows all of them.
        let measured =
            List.init rounds (fun _ -> rows |> List.map (fun (_, schedule, _) -> seconds model schedule))
            |> List.reduce (List.map2 min)

        let kind =
            if bytes > 0.0 then
                "8 checkpoints in RAM, and a disk of 400 MB/s"
            else
                "8 checkpoints in RAM"

        printfn "| Acoustic, %d steps, %s | predicted, s | measured, s | ratio |" steps kind
        printfn "| --- | --- | --- | --- |"

        for (name, _, predicted), measured in List.zip rows measured do
            printfn "| %s | %.2f | %.2f | %.2f |" name predicted measured (measured / predicted)

        let auto, best =
            List.last measured, measured |> List.take (rows.Length - 1) |> List.min

        printfn
            "\nAuto to the best by hand: %.2f; measuring took %.2f s\n"
            (auto / best)
            choice.MeasuringTime.TotalSeconds
