namespace Schedules.FSharp

/// 1D-Revolve: Aupy, Herrmann, Hovland & Robert (2016), doi 10.1137/15M1019222, where it solves
/// the problem "1D" that Disk-Revolve is made of; also revolve_1d in the Python packages. The
/// initial state, and nothing else, may be on disk; all else is in RAM. Offline, one adjoint. The
/// paper takes the initial state to be on disk already, as an input file is; a stream here starts
/// with nothing kept. So the initial state is put there with the first Forward where that pays with
/// its write, wd + O1(l) < O0(l), and otherwise the schedule is Revolve's, and the disk is not
/// used: it never costs more than Revolve. The cost of RAM in the model is not weighed. With
/// `oneReadDisk` the initial state is moved to WORK when it is first read; with `keepDisk`
/// (Spec.OneDRevolve) it stays, for any number of adjoints.
[<RequireQualifiedAccess>]
module OneDRevolve =
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
        DiskRevolveTable.check DiskRevolveTable.maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> BuildOptions.within options "steps" steps steps)
        |> Result.bind (fun () -> RamSegment.ofInRam options "snapshotsInRam" steps steps inRam snapshotsInRam)
        |> Result.bind (fun segment ->
            let row =
                DiskRevolveTable.singleOf
                    options.Cancellation
                    options.Progress
                    (segment.Row (int (steps - 1L)) model.Uf)
                    segment.IsConvex
                    oneReadDisk
                    model

            let advance l = row.Advance(l - 1L)

            let chain =
                { Ram = segment
                  Chain = fun _ -> 0L
                  Last = DiskChain.paying row segment model
                  Again = if oneReadDisk then (fun _ -> 0L) else advance }

            DiskChain.schedule "1d-revolve" (ValueSome 1L) keepDisk chain steps snapshotsInRam (fun () ->
                DiskChain.follow chain steps)
            |> Result.map (
                Shared.madeUnder model (Spec.OneDRevolve(steps, snapshotsInRam, oneReadDisk, inRam, keepDisk, model))
            ))

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

    /// The schedule for `steps` (1 to 2^26) with `snapshotsInRam` slots (at least 1; 0 if there
    /// is one step) under costs, of which uf and those of level 1 matter. Errors name `steps`
    /// or `snapshotsInRam`.
    let schedule
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        over DiskChain.published steps snapshotsInRam oneReadDisk model
