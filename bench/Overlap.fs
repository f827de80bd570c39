namespace Schedules.Bench

open System
open System.Collections.Generic
open System.Diagnostics
open BenchmarkDotNet.Attributes
open Schedules.Interop
open Schedules.Runtime

/// A run whose disk takes as long as its computation: 2 is one after the other, 1 would be all of
/// it at once. The goal is 1.25. Two-level cannot get there: half of its disk time is in the
/// forward, with a quarter of the computation, and the adjoint begins with what was written last,
/// so that nothing below 1.29 is possible.
type Overlap() =
    let steps = 50L
    let ticks = Stopwatch.Frequency / 100L

    let schedules =
        dict
            [ "single-disk", CheckpointSchedule.SingleDisk(true).WithSteps(steps)
              "two-level", CheckpointSchedule.TwoLevel(7L, 3, Storage.Ram).WithSteps(steps)
              "disk-revolve", CheckpointSchedule.DiskRevolve(steps, 5) ]

    let run (schedule: CheckpointSchedule) (store: ICheckpointStore) (overlap: bool) : int64 =
        use store = store
        let stores = Dictionary<Storage, ICheckpointStore>(dict [ Storage.Disk, store ])
        let options = RunOptions(Stores = stores, Overlap = overlap)

        use executor =
            new CheckpointExecutor(IdleModel(steps, 100_000, ticks), schedule, options)

        executor.Run().ForwardSteps

    /// A disk that takes as long for all checkpoints as the model for all steps.
    let disk (schedule: CheckpointSchedule) : ICheckpointStore =
        let counts = schedule.Predict()
        let level = counts.On Storage.Disk

        let each =
            float ((counts.ForwardSteps + counts.ReversedSteps) * ticks) / float (level.Writes + level.Reads)

        new ThrottledStore(new MemoryStore(), infinity, TimeSpan.FromSeconds(each / float Stopwatch.Frequency))

    [<Params("single-disk", "two-level", "disk-revolve")>]
    member val Family: string = "" with get, set

    [<Benchmark(Baseline = true, Description = "the computation alone")>]
    member this.Alone() : int64 =
        run schedules[this.Family] (new MemoryStore()) false

    [<Benchmark(Description = "and the disk, one after the other")>]
    member this.After() : int64 =
        run schedules[this.Family] (disk schedules[this.Family]) false

    [<Benchmark(Description = "and the disk, written behind and read ahead")>]
    member this.Behind() : int64 =
        run schedules[this.Family] (disk schedules[this.Family]) true
