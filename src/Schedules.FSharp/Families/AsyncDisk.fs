namespace Schedules.FSharp

/// A disk that is written and read beside the computation, and a few slots in RAM: segments of the
/// forward sweep, whose starts are written behind it and read ahead of the adjoint, each reversed
/// binomially. With one slot for each transfer, c slots in the literature are one fewer here: the
/// transfer has a buffer. Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018), arXiv
/// 1806.01117, take segments as long as a write; here their lengths are found by a dynamic programme,
/// and are as long as pays.
///
/// The least, by its wall time, of this schedule, of RAM alone, Disk-Revolve and Periodic-Disk-Revolve
/// with the same slots: with a single slot segments alone can take up to 15 % longer than
/// Disk-Revolve. Within 0.15 % of the lower bound where a write takes no longer than as many steps
/// as there are slots; beyond, neither is known to be tight. Offline, one adjoint; with `keepDisk`
/// (Spec.AsyncDisk) its checkpoints on disk stay, for any number. RAM is free.
[<RequireQualifiedAccess>]
module AsyncDisk =
    /// The longest calculation: candidates are gone through once.
    let maxSteps: int64 = 1L <<< 22

    let private seconds (model: CostModel) (schedule: Schedule) : float =
        match Timeline.ofSchedule (Machine.ofCosts model) true 1L schedule with
        | Ok timeline -> timeline.Seconds
        | Error _ -> infinity

    let private chain (segment: RamSegment) (advance: int64 -> int64) : DiskChain =
        { Ram = segment
          Chain = advance
          Last = fun _ -> 0L
          Again = fun _ -> 0L }

    let private chained (keepDisk: bool) (chain: DiskChain) (steps: int64) (snapshotsInRam: int) =
        DiskChain.schedule "async-disk" ValueNone keepDisk chain steps snapshotsInRam (fun () ->
            DiskChain.follow chain steps)

    /// The segments alone.
    let internal segments
        (options: BuildOptions)
        (keepDisk: bool)
        (segment: RamSegment)
        (steps: int64)
        (snapshotsInRam: int)
        (model: CostModel)
        : SegmentTable * Result<Schedule, SpecError> =
        let table =
            SegmentTable.create
                (fun _ -> options.Cancellation.ThrowIfCancellationRequested())
                steps
                (segment.Row (int (steps - 1L)) model.Uf)
                model

        let advance l =
            if l = steps then table.First else table.Next l

        table, chained keepDisk (chain segment advance) steps snapshotsInRam

    /// As `over`, with options for the tables: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (keepDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        DiskRevolveTable.check maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> BuildOptions.within options "steps" steps steps)
        |> Result.bind (fun () -> RamSegment.ofInRam options "snapshotsInRam" steps steps inRam snapshotsInRam)
        |> Result.bind (fun segment ->
            let inRamAlone = chained keepDisk (chain segment (fun _ -> 0L)) steps snapshotsInRam

            let others =
                [ snd (segments options keepDisk segment steps snapshotsInRam model)
                  DiskRevolve.ofSegment options inRam segment steps snapshotsInRam false keepDisk model
                  PeriodicDiskRevolve.create
                      options
                      inRam
                      steps
                      snapshotsInRam
                      DiskPeriod.Searched
                      false
                      keepDisk
                      model ]

            // With some of them nothing may be kept, or the tables be too large.
            match inRamAlone :: others |> List.collect Result.toList with
            | [] -> inRamAlone
            | candidates ->
                let best = candidates |> List.minBy (seconds model)

                { best with Family = "async-disk" }
                |> Shared.madeUnder model (Spec.AsyncDisk(steps, snapshotsInRam, inRam, keepDisk, model))
                |> Ok)

    /// As `schedule`, with another use of RAM. With `InRam.Mixed`, `snapshotsInRam` counts units, as
    /// many at least as let a segment of any length be reversed, and the tables take time in
    /// proportion to steps².
    let over (inRam: InRam) (steps: int64) (snapshotsInRam: int) (model: CostModel) : Result<Schedule, SpecError> =
        create BuildOptions.standard inRam steps snapshotsInRam false model

    /// The schedule for `steps` (1 to 2^22) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step) under costs, of which uf, ub and those of the disk, level 1, matter. Errors name
    /// `steps` or `snapshotsInRam`.
    let schedule (steps: int64) (snapshotsInRam: int) (model: CostModel) : Result<Schedule, SpecError> =
        over (InRam.Binomial Trajectory.Maximum) steps snapshotsInRam model
