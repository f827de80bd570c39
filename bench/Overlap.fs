/// `bench -- overlap`: runs whose disk takes as long as their computation, were each checkpoint
/// written and read: 2 is one after the other, 1 is the computation alone. The least of a few
/// rounds: model and disk sleep, so that what else the machine does counts little.
module Schedules.Bench.Overlap

open System
open System.Collections.Generic
open System.Diagnostics
open Schedules.Interop
open Schedules.Runtime

let private steps = 50L
let private ticks = Stopwatch.Frequency / 100L

let private schedules: (string * CheckpointSchedule) list =
    [ "two-level, period 7, 3 slots in RAM", CheckpointSchedule.TwoLevel(7L, 3, Storage.Ram).WithSteps steps
      "disk-revolve, 5 slots in RAM", CheckpointSchedule.DiskRevolve(steps, 5)
      "single-disk, moved", CheckpointSchedule.SingleDisk(true).WithSteps steps ]

/// Seconds, and the profile.
let private run
    (schedule: CheckpointSchedule)
    (store: ICheckpointStore)
    (options: RunOptions)
    : struct (float * RunProfile) =
    use store = store
    let stores = Dictionary<Storage, ICheckpointStore>(dict [ Storage.Disk, store ])

    let options =
        RunOptions(Stores = stores, Overlap = options.Overlap, Buffers = options.Buffers)

    use executor =
        new CheckpointExecutor(IdleModel(steps, 100_000, ticks), schedule, options)

    let start = Stopwatch.GetTimestamp()
    let profile = executor.Run()
    struct (Stopwatch.GetElapsedTime(start).TotalSeconds, profile)

/// A disk that takes as long for all checkpoints as the model for all steps.
let private disk (schedule: CheckpointSchedule) : ICheckpointStore =
    let counts = schedule.Predict()
    let level = counts.On Storage.Disk

    let each =
        float ((counts.ForwardSteps + counts.ReversedSteps) * ticks) / float (level.Writes + level.Reads)

    new ThrottledStore(new MemoryStore(), infinity, TimeSpan.FromSeconds(each / float Stopwatch.Frequency))

let private least (measure: unit -> struct (float * RunProfile)) : struct (float * RunProfile) =
    Seq.init 3 (fun _ -> measure ()) |> Seq.minBy (fun struct (seconds, _) -> seconds)

/// Prints all figures.
let table () : unit =
    printfn
        "| a disk as slow as the computation | alone, s | one after the other | buffers | overlapped | written | read |"

    printfn "| --- | --- | --- | --- | --- | --- | --- |"

    for name, schedule in schedules do
        let struct (alone, _) =
            least (fun () -> run schedule (new MemoryStore()) (RunOptions(Overlap = false)))

        let struct (after, _) =
            least (fun () -> run schedule (disk schedule) (RunOptions(Overlap = false)))

        for buffers in [ 3; 4; 6; 12 ] do
            let struct (behind, profile) =
                least (fun () -> run schedule (disk schedule) (RunOptions(Buffers = buffers)))

            let transfers (kind: ProfileKind) : string =
                match profile.Find(kind, Nullable Storage.Disk) with
                | null -> "none"
                | entry -> $"{entry.Count - entry.Spared} of {entry.Count}"

            printfn
                "| %s | %.3f | %.2f | %d | %.2f | %s | %s |"
                name
                alone
                (after / alone)
                buffers
                (behind / alone)
                (transfers ProfileKind.Write)
                (transfers ProfileKind.Read)
