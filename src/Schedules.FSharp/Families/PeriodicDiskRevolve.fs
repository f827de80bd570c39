namespace Schedules.FSharp

/// Periodic-Disk-Revolve: Aupy & Herrmann (2017), "Periodicity in optimal hierarchical
/// checkpointing schemes for adjoint computations", doi 10.1080/10556788.2016.1230612; also
/// PeriodicDiskRevolve in the Python packages. While more than a period of advances remains, a
/// checkpoint is kept on disk each `period` steps; the rest is reversed with RAM or, where that is
/// cheaper with its write, as by 1D-Revolve; then one period after the other is. Offline, one
/// adjoint, any length: only the tables of a period are needed. With the period for the kind of
/// reading, its cost for each step tends to that of Disk-Revolve. For a given length it may be
/// dearer, and for a short one dearer than Revolve: a period that is not given is chosen for long
/// calculations, as published, and pays surely once a checkpoint on disk saves more than wd + rd.
/// What RAM costs is not weighed.
[<RequireQualifiedAccess>]
module PeriodicDiskRevolve =
    /// The least cost for each step first, beyond ub; of equals, the later one.
    let private best (model: CostModel) (row: DiskRow) (periods: seq<int64>) : int64 =
        let relative (period: int64) : float =
            (model.Write 1 + model.Read 1 + row.Extra(period - 1L)) / float period

        let better (struct (_, least) as sofar) (period: int64) =
            let cost = relative period
            if cost <= least then struct (period, cost) else sofar

        let struct (period, _) = (struct (1L, infinity), periods) ||> Seq.fold better
        period

    /// A period for which O1 is needed up to there.
    let private tabled
        (options: BuildOptions)
        slots
        oneReadDisk
        model
        (longest: int64)
        periods
        : Result<int64, SpecError> =
        if longest = Check.maxSteps then
            // Nothing is gained from the disk.
            Ok longest
        else
            Check.range "period" 1L DiskRevolveTable.maxSteps longest
            |> Result.bind (fun () -> Shared.within options "period" longest longest)
            |> Result.map (fun () ->
                DiskRevolveTable.single
                    options.Cancellation
                    options.Progress
                    (int longest - 1)
                    (int64 slots)
                    oneReadDisk
                    model
                |> fun row -> best model row periods)

    /// As `period`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal find
        (options: BuildOptions)
        (period: DiskPeriod)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<int64, SpecError> =
        let slots = int64 snapshotsInRam

        Check.slots "snapshotsInRam" 1L snapshotsInRam
        |> Result.bind (fun () ->
            match period with
            | DiskPeriod.Given period -> Check.steps "period" period |> Result.map (fun () -> period)
            | DiskPeriod.OneRead -> Ok(DiskBounds.oneRead slots model)
            | DiskPeriod.Searched ->
                let longest = DiskBounds.mmax slots model

                seq { 1L .. longest } |> tabled options slots oneReadDisk model longest
            | DiskPeriod.ClosedFormula ->
                let periods = DiskBounds.closed slots model
                tabled options slots oneReadDisk model (List.max periods) periods)

    /// The period that a schedule with these parameters has, for any number of steps: 10^18, which
    /// no calculation exceeds, if forward steps are free. Errors name `snapshotsInRam` (at least 1)
    /// or `period`, where one that is given is outside 1 … 10^18, or the longest one to be
    /// considered is above 2^26: then wd / uf or rd / uf is very large.
    let period
        (period: DiskPeriod)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<int64, SpecError> =
        find BuildOptions.standard period snapshotsInRam oneReadDisk model

    /// The period of a calculation of so many steps. One that is no longer than either period of
    /// the closed formula keeps nothing on disk by either: the shorter one will do, without the
    /// table that would say which is better.
    let private periodFor options steps rule (slots: int) oneReadDisk model : Result<int64, SpecError> =
        let shortest =
            match rule with
            | DiskPeriod.ClosedFormula -> DiskBounds.closed (int64 slots) model |> List.min
            | DiskPeriod.Given _
            | DiskPeriod.OneRead
            | DiskPeriod.Searched -> 0L

        if steps - 1L <= shortest && shortest > DiskRevolveTable.maxSteps then
            Ok shortest
        else
            find options rule slots oneReadDisk model

    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (snapshotsInRam: int)
        (rule: DiskPeriod)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        let slots = max 1 snapshotsInRam

        DiskRevolveTable.check Check.maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> periodFor options steps rule slots oneReadDisk model)
        |> Result.bind (fun period ->
            // No segment has more advances than this, once the periods have been kept.
            let longest = if oneReadDisk then 0L else min period (steps - 1L)

            Check.range "period" 1L (DiskRevolveTable.maxSteps - 1L) (max 1L longest)
            |> Result.bind (fun () -> Shared.within options "period" longest longest)
            |> Result.map (fun () ->
                let row =
                    DiskRevolveTable.single
                        options.Cancellation
                        options.Progress
                        (int longest)
                        (int64 slots)
                        oneReadDisk
                        model

                let again (l: int64) : int64 =
                    if oneReadDisk then 0L else row.Advance(l - 1L)

                let chain =
                    { Ram = int64 slots
                      Chain = fun l -> if l - 1L > period then period else 0L
                      Last =
                        if oneReadDisk then
                            again
                        else
                            DiskChain.paying row (int64 slots) model
                      Again = again }

                let schedule =
                    DiskChain.schedule "periodic-disk-revolve" ValueNone chain steps snapshotsInRam (fun () ->
                        DiskChain.periodic chain period steps)

                { schedule with
                    Plan =
                        { schedule.Plan with
                            Period = ValueSome period } }
                |> Shared.madeUnder model (Spec.PeriodicDiskRevolve(steps, snapshotsInRam, rule, oneReadDisk, model))))

    /// The schedule for `steps` (1 to 10^18) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step) under costs, of which uf and those of the disk, level 1, matter. Errors name
    /// `steps`, `snapshotsInRam` or `period` (as for `period`; and, unless `oneReadDisk`, a period
    /// of 2^26 or more is not possible for as many steps).
    let schedule
        (steps: int64)
        (snapshotsInRam: int)
        (period: DiskPeriod)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard steps snapshotsInRam period oneReadDisk model
