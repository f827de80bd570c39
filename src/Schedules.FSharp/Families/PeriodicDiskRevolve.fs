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
/// What RAM costs is not weighed. With `keepDisk` (Spec.PeriodicDiskRevolve) its checkpoints on disk
/// stay, for any number of adjoints.
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

    /// The periods that a rule chooses from with c slots, none longer than `most`, and the longest of
    /// them.
    let private candidates
        (rule: DiskPeriod)
        (most: int64)
        (c: int64)
        (model: CostModel)
        : struct (int64 * seq<int64>) =
        match rule with
        | DiskPeriod.Given period -> struct (min most period, [ min most period ])
        | DiskPeriod.OneRead ->
            let period = min most (DiskBounds.oneRead c model)
            struct (period, [ period ])
        | DiskPeriod.Searched ->
            let longest = min most (DiskBounds.mmax c model)
            struct (longest, seq { 1L .. longest })
        | DiskPeriod.ClosedFormula ->
            let periods = DiskBounds.closed c model |> List.map (min most)
            struct (List.max periods, periods)

    let private checkRule (rule: DiskPeriod) : Result<unit, SpecError> =
        match rule with
        | DiskPeriod.Given period -> Check.steps "period" period
        | DiskPeriod.OneRead
        | DiskPeriod.Searched
        | DiskPeriod.ClosedFormula -> Ok()

    /// The period by a rule, none longer than `most`.
    let private find
        (options: BuildOptions)
        (rule: DiskPeriod)
        (most: int64)
        (segment: RamSegment)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<int64, SpecError> =
        let struct (longest, periods) = candidates rule most segment.Slots model

        match rule with
        | DiskPeriod.Given _
        | DiskPeriod.OneRead -> Ok longest
        | DiskPeriod.Searched
        | DiskPeriod.ClosedFormula when longest = Check.maxSteps ->
            // Nothing is gained from the disk.
            Ok longest
        | DiskPeriod.Searched
        | DiskPeriod.ClosedFormula ->
            Check.range "period" 1L DiskRevolveTable.maxSteps longest
            |> Result.bind (fun () -> BuildOptions.within options "period" longest longest)
            |> Result.map (fun () ->
                let row =
                    DiskRevolveTable.singleOf
                        options.Cancellation
                        options.Progress
                        (segment.Row (int longest - 1) model.Uf)
                        segment.IsConvex
                        oneReadDisk
                        model

                best model row periods)

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
        Check.slots "snapshotsInRam" 1L snapshotsInRam
        |> Result.bind (fun () -> checkRule period)
        |> Result.bind (fun () ->
            let segment = RamSegment.binomial Trajectory.Largest 0 (int64 snapshotsInRam)
            find BuildOptions.standard period Check.maxSteps segment oneReadDisk model)

    /// The period of a calculation of so many steps. One that is no longer than either period of
    /// the closed formula keeps nothing on disk by either: the shorter one will do, without the
    /// table that would say which is better.
    let private periodFor options steps rule most (segment: RamSegment) oneReadDisk model : Result<int64, SpecError> =
        let shortest =
            match rule with
            | DiskPeriod.ClosedFormula -> DiskBounds.closed segment.Slots model |> List.min
            | DiskPeriod.Given _
            | DiskPeriod.OneRead
            | DiskPeriod.Searched -> 0L

        if steps - 1L <= shortest && shortest > DiskRevolveTable.maxSteps then
            Ok shortest
        else
            find options rule most segment oneReadDisk model

    /// What happens in RAM, and the period. Mixed checkpoints have a table for as many steps as a
    /// period may have: none is longer than the calculation.
    let internal segmentAndPeriod options inRam steps snapshotsInRam rule oneReadDisk model =
        let most =
            match inRam with
            | InRam.Binomial _ -> Check.maxSteps
            | InRam.Mixed _ -> steps

        let struct (longest, _) =
            candidates rule most (RamSegment.slots inRam snapshotsInRam) model

        let longest = min steps (longest + 1L)

        RamSegment.ofInRam options "snapshotsInRam" steps longest inRam snapshotsInRam
        |> Result.mapError (fun error ->
            if longest < steps then
                SpecError.renamed "steps" "period" error
            else
                error)
        |> Result.bind (fun segment ->
            periodFor options steps rule most segment oneReadDisk model
            |> Result.map (fun period -> struct (segment, period)))

    /// As `over`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (rule: DiskPeriod)
        (oneReadDisk: bool)
        (keepDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        DiskRevolveTable.check Check.maxSteps steps snapshotsInRam
        |> Result.bind (fun () -> checkRule rule)
        |> Result.bind (fun () -> segmentAndPeriod options inRam steps snapshotsInRam rule oneReadDisk model)
        |> Result.bind (fun (struct (segment, period)) ->
            // No segment has more advances than this, once the periods have been kept.
            let longest = if oneReadDisk then 0L else min period (steps - 1L)

            Check.range "period" 1L (DiskRevolveTable.maxSteps - 1L) (max 1L longest)
            |> Result.bind (fun () -> BuildOptions.within options "period" longest longest)
            |> Result.bind (fun () ->
                let row =
                    DiskRevolveTable.singleOf
                        options.Cancellation
                        options.Progress
                        (segment.Row (int longest) model.Uf)
                        segment.IsConvex
                        oneReadDisk
                        model

                let again (l: int64) : int64 =
                    if oneReadDisk then 0L else row.Advance(l - 1L)

                let chain =
                    { Ram = segment
                      Chain = fun l -> if l - 1L > period then period else 0L
                      Last =
                        if oneReadDisk then
                            again
                        else
                            DiskChain.paying row segment model
                      Again = again }

                DiskChain.schedule "periodic-disk-revolve" ValueNone keepDisk chain steps snapshotsInRam (fun () ->
                    DiskChain.periodic chain period steps)
                |> Result.map (fun schedule ->
                    { schedule with
                        Plan =
                            { schedule.Plan with
                                Period = ValueSome period } }
                    |> Shared.madeUnder
                        model
                        (Spec.PeriodicDiskRevolve(steps, snapshotsInRam, rule, oneReadDisk, inRam, keepDisk, model)))))

    /// As `schedule`, with another use of RAM. With `InRam.Mixed`, `snapshotsInRam` counts units, as
    /// many at least as let a segment of any length be reversed; the rules reckon with as many
    /// slots as restart data fit, and no period is longer than the calculation.
    let over
        (inRam: InRam)
        (steps: int64)
        (snapshotsInRam: int)
        (period: DiskPeriod)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        create BuildOptions.standard inRam steps snapshotsInRam period oneReadDisk false model

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
        over DiskChain.published steps snapshotsInRam period oneReadDisk model
