namespace Schedules.FSharp

/// 1D-Revolve: Aupy, Herrmann, Hovland & Robert (2016), doi 10.1137/15M1019222, where it solves
/// the problem "1D" that Disk-Revolve is made of; also revolve_1d in the Python packages. The
/// initial state, and nothing else, may be on disk; all else is in RAM. Offline, one adjoint. The
/// paper takes the initial state to be on disk already, as an input file is; a stream here starts
/// with nothing kept. So the initial state is put there with the first Forward where that pays with
/// its write, wd + O1(l) < O0(l), and otherwise the schedule is Revolve's, and the disk is not
/// used: it never costs more than Revolve. The cost of RAM in the model is not weighed. With
/// `oneReadDisk` the initial state is moved to WORK when it is first read.
[<RequireQualifiedAccess>]
module OneDRevolve =
    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        DiskRevolveTable.check DiskRevolveTable.maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> Shared.within options "steps" steps steps)
        |> Result.map (fun () ->
            let slots = int64 (max 1 snapshotsInRam)

            let row =
                DiskRevolveTable.single
                    options.Cancellation
                    options.Progress
                    (int (steps - 1L))
                    slots
                    oneReadDisk
                    model

            let advance l = row.Advance(l - 1L)

            let chain =
                { Ram = slots
                  Chain = fun _ -> 0L
                  Last = DiskChain.paying row slots model
                  Again = if oneReadDisk then (fun _ -> 0L) else advance }

            DiskChain.schedule "1d-revolve" (ValueSome 1L) chain steps snapshotsInRam (fun () ->
                DiskChain.follow chain steps)
            |> Shared.madeUnder model (Spec.OneDRevolve(steps, snapshotsInRam, oneReadDisk, model)))

    /// The schedule for `steps` (1 to 2^26) with `snapshotsInRam` slots (at least 1; 0 if there
    /// is one step) under costs, of which uf and those of level 1 matter. Errors name `steps`
    /// or `snapshotsInRam`.
    let schedule
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard steps snapshotsInRam oneReadDisk model
