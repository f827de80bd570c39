namespace Schedules.FSharp

/// Disk-Revolve: Aupy, Herrmann, Hovland & Robert (2016), "Optimal multistage algorithm for adjoint
/// computation", doi 10.1137/15M1019222; also DiskRevolve and disk_revolve in the Python packages.
/// A few slots in RAM, any number on disk. Offline, one adjoint. Least makespan, as the paper
/// proves, where RAM is free; what RAM costs in the model is not weighed, and the disk is not
/// limited (H-Revolve does both). With `oneReadDisk` a checkpoint on disk is moved to WORK when it
/// is first read, and what remains from there is reversed with RAM, as in the packages; otherwise
/// it is read as often as pays, which never costs more. One read costs up to 44 % more in the cases
/// tried (300 steps, one slot, wd 50, rd 1).
[<RequireQualifiedAccess>]
module DiskRevolve =
    /// The schedule for `steps` steps (1 to those of the table) out of a table, which it shares.
    /// The error names `steps`.
    let ofTable (steps: int64) (table: DiskRevolveTable) : Result<Schedule, SpecError> =
        Check.range "steps" 1L table.MaxSteps steps
        |> Result.map (fun () ->
            let chain =
                { Ram = int64 (max 1 table.SnapshotsInRam)
                  Chain = DiskRevolveTable.chained table
                  Last = fun _ -> 0L
                  Again = DiskRevolveTable.again table }

            DiskChain.schedule "disk-revolve" ValueNone chain steps table.SnapshotsInRam (fun () ->
                DiskChain.follow chain steps)
            |> Shared.madeUnder
                table.Model
                (Spec.DiskRevolve(steps, table.SnapshotsInRam, table.OneReadDisk, table.Model)))

    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        Shared.within options "steps" steps steps
        |> Result.bind (fun () ->
            DiskRevolveTable.create options.Cancellation options.Progress steps snapshotsInRam oneReadDisk model)
        |> Result.bind (ofTable steps)

    /// The schedule for `steps` (1 to 2^26) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step) under costs, of which uf and those of the disk, level 1, matter. `oneReadDisk` is
    /// false in the paper's optimal algorithm. Errors name `steps` or `snapshotsInRam`.
    let schedule
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard steps snapshotsInRam oneReadDisk model
