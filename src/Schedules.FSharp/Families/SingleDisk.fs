namespace Schedules.FSharp

open System

/// The adjoint dependencies of each step are recorded to disk: nothing is recomputed, WORK never
/// holds more than one step, and the disk grows with the number of steps. Online. Also known as
/// SingleDiskStorageSchedule. With `moveData` the dependencies leave the disk as they are read, and
/// there is one adjoint; otherwise they stay, for any number of adjoints.
[<RequireQualifiedAccess>]
module SingleDisk =
    /// The schedule.
    let schedule (moveData: bool) : Schedule =
        let grid: Grid =
            { Period = 1L
              Level = 1
              Holding = Holding.Dependencies
              Context = 0L }

        { Plan =
            { Plan.online (PeriodicSweep.create grid) 0L (Shared.storeAll 1) with
                AnyLength = true
                Repeats = not moveData }
          Family = "single-disk"
          Permitted = if moveData then Adjoints.Times 1L else Adjoints.AnyNumber
          Places = fun _ -> [ Storage.Work; Storage.Disk ]
          Allowed =
            { Limits.none with
                Levels = Map.ofList [ 0, 0L ]
                WorkDependencies = 1L
                Adjoints = if moveData then Adjoints.Times 1L else Adjoints.AnyNumber }
          Prediction =
            fun steps adjoints ->
                let n = Int128.op_Implicit steps
                let reads = n * Int128.op_Implicit adjoints

                Shared.counts steps n n reads
                |> Result.map (fun counts ->
                    let deletes = if moveData then counts.ReversedSteps else 0L
                    Counts.touch Storage.Disk steps counts.ReversedSteps deletes counts) }
        |> Shared.madeFrom (Spec.SingleDisk moveData)
