namespace Schedules.FSharp

/// A disk that is written and read beside the computation, and a few slots in RAM: segments of the
/// forward sweep, whose starts are written behind it and read ahead of the adjoint, each reversed
/// binomially. With one slot for each transfer, c slots in the literature are one fewer here: the
/// transfer has a buffer. Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018), arXiv
/// 1806.01117, take segments as long as a write; here their lengths are found by a dynamic programme,
/// and are as long as pays.
///
/// The least, by its wall time, of this schedule, Revolve, Disk-Revolve and Periodic-Disk-Revolve
/// with the same slots: with a single slot segments alone can take up to 15 % longer than
/// Disk-Revolve. Within 0.15 % of the lower bound where a write takes no longer than as many steps
/// as there are slots; beyond, neither is known to be tight. Offline, one adjoint. RAM is free.
[<RequireQualifiedAccess>]
module AsyncDisk =
    /// The longest calculation: candidates are gone through once.
    let maxSteps: int64 = 1L <<< 22

    let private seconds (model: CostModel) (schedule: Schedule) : float =
        match Timeline.ofSchedule (Machine.ofCosts model) true 1L schedule with
        | Ok timeline -> timeline.Seconds
        | Error _ -> infinity

    /// The segments alone.
    let internal segments
        (options: BuildOptions)
        (steps: int64)
        (snapshotsInRam: int)
        (model: CostModel)
        : SegmentTable * Schedule =
        let slots = int64 (max 1 snapshotsInRam)

        let table =
            SegmentTable.create (fun _ -> options.Cancellation.ThrowIfCancellationRequested()) steps slots model

        let chain =
            { Ram = slots
              Chain = fun l -> if l = steps then table.First else table.Next l
              Last = fun _ -> 0L
              Again = fun _ -> 0L }

        table,
        DiskChain.schedule "async-disk" ValueNone chain steps snapshotsInRam (fun () -> DiskChain.follow chain steps)

    /// As `schedule`, with options for the tables: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (snapshotsInRam: int)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        let others: Result<Schedule, SpecError> list =
            [ Revolve.along Trajectory.Maximum steps snapshotsInRam
              DiskRevolve.create options steps snapshotsInRam false model
              PeriodicDiskRevolve.create options steps snapshotsInRam DiskPeriod.Searched false model ]

        DiskRevolveTable.check maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> Shared.within options "steps" steps steps)
        |> Result.map (fun () ->
            let candidates =
                snd (segments options steps snapshotsInRam model)
                :: (others |> List.collect (fun other -> Result.toList other))

            let best = candidates |> List.minBy (seconds model)

            { best with Family = "async-disk" }
            |> Shared.madeUnder model (Spec.AsyncDisk(steps, snapshotsInRam, model)))

    /// The schedule for `steps` (1 to 2^22) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step) under costs, of which uf, ub and those of the disk, level 1, matter. Errors name
    /// `steps` or `snapshotsInRam`.
    let schedule (steps: int64) (snapshotsInRam: int) (model: CostModel) : Result<Schedule, SpecError> =
        create BuildOptions.standard steps snapshotsInRam model
