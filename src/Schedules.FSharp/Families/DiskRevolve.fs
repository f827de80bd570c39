namespace Schedules.FSharp

/// Disk-Revolve: Aupy, Herrmann, Hovland & Robert (2016), "Optimal multistage algorithm for adjoint
/// computation", doi 10.1137/15M1019222; also DiskRevolve and disk_revolve in the Python packages.
/// A few slots in RAM, any number on disk. Offline, one adjoint. Least makespan, as the paper
/// proves, where RAM is free; what RAM costs in the model is not weighed, and the disk is not
/// limited (H-Revolve does both). Over mixed checkpoints in RAM (`InRam.Mixed`), the least of all
/// schedules that leave RAM empty where the disk is written or read. With `oneReadDisk` a checkpoint on disk is moved to WORK when it
/// is first read, and what remains from there is reversed with RAM, as in the packages; otherwise
/// it is read as often as pays, which never costs more. One read costs up to 44 % more in the cases
/// tried (300 steps, one slot, wd 50, rd 1). With `keepDisk` (Spec.DiskRevolve) its checkpoints on
/// disk stay, for any number of adjoints.
[<RequireQualifiedAccess>]
module DiskRevolve =
    let private build
        (steps: int64)
        (inRam: InRam)
        (keepDisk: bool)
        (segment: RamSegment)
        (table: DiskRevolveTable)
        : Result<Schedule, SpecError> =
        let chain =
            { Ram = segment
              Chain = DiskRevolveTable.chained table
              Last = fun _ -> 0L
              Again = DiskRevolveTable.again table }

        DiskChain.schedule "disk-revolve" ValueNone keepDisk chain steps table.SnapshotsInRam (fun () ->
            DiskChain.follow chain steps)
        |> Result.map (
            Shared.madeUnder
                table.Model
                (Spec.DiskRevolve(steps, table.SnapshotsInRam, table.OneReadDisk, inRam, keepDisk, table.Model))
        )

    /// The schedule for `steps` steps (1 to those of the table) out of a table, which it shares.
    /// The error names `steps`.
    let ofTable (steps: int64) (table: DiskRevolveTable) : Result<Schedule, SpecError> =
        Check.range "steps" 1L table.MaxSteps steps
        |> Result.bind (fun () ->
            let segment =
                RamSegment.binomial Trajectory.Largest 0 (int64 (max 1 table.SnapshotsInRam))

            build steps DiskChain.published false segment table)

    let private tableOf
        (options: BuildOptions)
        (segment: RamSegment)
        (steps: int64)
        ram
        oneReadDisk
        (model: CostModel)
        =
        DiskRevolveTable.over
            options.Cancellation
            options.Progress
            (segment.Row (int (steps - 1L)) model.Uf)
            segment.IsConvex
            // Where forward steps are free, nothing on disk can save any.
            (if model.Uf = 0.0 then
                 ValueSome 0L
             elif segment.IsConvex then
                 ValueSome(DiskBounds.mmax segment.Slots model)
             else
                 ValueNone)
            ram
            oneReadDisk
            model

    /// As `over`, out of what happens in RAM.
    let internal ofSegment
        (options: BuildOptions)
        (inRam: InRam)
        (segment: RamSegment)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (keepDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        tableOf options segment steps snapshotsInRam oneReadDisk model |> build steps inRam keepDisk segment

    /// The table of `over`, with options, and what happens in RAM.
    let internal table
        (options: BuildOptions)
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<struct (RamSegment * DiskRevolveTable), SpecError> =
        DiskRevolveTable.check DiskRevolveTable.maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> BuildOptions.within options "steps" steps steps)
        |> Result.bind (fun () -> RamSegment.ofInRam options "snapshotsInRam" steps steps inRam snapshotsInRam)
        |> Result.map (fun segment -> struct (segment, tableOf options segment steps snapshotsInRam oneReadDisk model))

    /// As `over`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (keepDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        table options inRam steps snapshotsInRam oneReadDisk model
        |> Result.bind (fun (struct (segment, table)) -> build steps inRam keepDisk segment table)

    /// As `schedule`, with another use of RAM. With `InRam.Mixed`, `snapshotsInRam` counts units, as
    /// many at least as let a segment of any length be reversed, and the table takes time in
    /// proportion to steps².
    let over
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard inRam steps snapshotsInRam oneReadDisk false model

    /// The schedule for `steps` (1 to 2^26) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step) under costs, of which uf and those of the disk, level 1, matter. `oneReadDisk` is
    /// false in the paper's optimal algorithm. Errors name `steps` or `snapshotsInRam`.
    let schedule
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        over DiskChain.published steps snapshotsInRam oneReadDisk model
