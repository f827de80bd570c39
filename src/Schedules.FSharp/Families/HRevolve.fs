namespace Schedules.FSharp

/// H-Revolve: Herrmann & Pallez (2020), "H-Revolve: a framework for adjoint computation on
/// synchronous hierarchical platforms", doi 10.1145/3378672; also HRevolve in the Python packages.
/// Any number of levels of any number of slots, with costs of writes and reads. Offline, one
/// adjoint. Least makespan of all schedules (checked by exhaustive search) if writes to RAM, or
/// the fastest level that has slots, are free and no cost falls from a level to the next; or if
/// only one level has slots. Otherwise not always (7 steps, one slot and two, writes 6 and reads 0
/// on both, uf 1, ub 3: 48 against 45), and a slot more may even make it worse: a checkpoint never
/// moves to another level, and a segment that is handed to the faster levels never uses a free
/// slot of the slower ones.
[<RequireQualifiedAccess>]
module HRevolve =
    let private pack (tier: int) (slots: int) : Context = (int64 tier <<< 32) ||| int64 slots

    let private tierOf (context: Context) : int = int (context >>> 32)
    let private slotsOf (context: Context) : int = int (context &&& 0xFFFFFFFFL)

    /// A table, and what happens on the fastest level that has slots, if the table does not say.
    [<NoComparison; NoEquality>]
    type private Levels =
        { Table: HRevolveTable
          Fastest: RamSegment voption }

        member this.TierFull(tier: int) : Context =
            match this.Fastest with
            | ValueSome fastest when tier = 0 -> fastest.Start
            | ValueSome _
            | ValueNone -> pack tier (HRevolveTable.slots this.Table tier)

        /// Two steps are left from a start on this tier: another read of it costs less than
        /// keeping it on the fastest, too.
        member this.ReadsAgain(tier: int) : bool =
            match this.Fastest with
            | ValueSome fastest when not fastest.IsConvex -> false
            | ValueSome _
            | ValueNone -> not (HRevolveTable.copies this.Table tier)

    // As in the paper and the tables, l is the number of advances of a segment here: one fewer than
    // its steps, which are what l is to the engine and its policies.

    /// Nothing is kept at the start: on which level to keep it, the slowest first.
    let rec private enter (levels: Levels) (l: int64) (context: Context) : Entry =
        let table = levels.Table
        let tier, slots = tierOf context, slotsOf context

        match levels.Fastest with
        | ValueSome fastest when tier = 0 -> fastest.Enter.Invoke(l + 1L, context)
        | ValueSome _
        | ValueNone ->
            if tier = 0 || (l > 1L && slots > 0 && HRevolveTable.keeps table tier l slots) then
                let advance =
                    if l = 1L then
                        0L
                    else
                        HRevolveTable.advance table tier l slots

                if advance = 0L then
                    Entry.Keep(HRevolveTable.level table tier, l, pack tier 1, context)
                else
                    Entry.Keep(HRevolveTable.level table tier, advance, context, context - 1L)
            else
                enter levels l (levels.TierFull(tier - 1))

    /// The start is kept, on the level of the context.
    let private resume (levels: Levels) (l: int64) (context: Context) : Resumption =
        let tier, slots = tierOf context, slotsOf context

        match levels.Fastest with
        | ValueSome fastest when tier = 0 -> fastest.Resume.Invoke(l + 1L, context)
        | ValueSome _
        | ValueNone ->
            if l = 1L then
                if tier > 0 && not (levels.ReadsAgain tier) then
                    Resumption.Release(levels.TierFull 0)
                else
                    Resumption.Advance(1L, context, context)
            else
                match HRevolveTable.advance levels.Table tier l slots with
                | 0L when tier = 0 -> Resumption.Advance(l, pack 0 1, context)
                | 0L -> Resumption.Release(levels.TierFull(tier - 1))
                | advance -> Resumption.Advance(advance, context, context - 1L)

    let private policy (levels: Levels) : Policy =
        { Enter = fun steps context -> enter levels (steps - 1L) context
          Resume = fun steps context -> resume levels (steps - 1L) context }

    /// Counts of one adjoint calculation. A single level that the table leaves to others has a
    /// closed form, for lengths too that cannot be gone through.
    let private count (levels: Levels) (steps: int64) (context: Context) : Result<Counts, SpecError> =
        match levels.Fastest with
        | ValueSome fastest when HRevolveTable.tiers levels.Table = 1 -> fastest.Count steps
        | ValueSome _
        | ValueNone -> Ok(SegmentCounts.count (policy levels) steps context)

    let private scheduleOf (steps: int64) (inRam: InRam) (levels: Levels) : Schedule =
        let table = levels.Table
        let tiers = HRevolveTable.tiers table
        let context = if tiers = 0 then 0L else levels.TierFull(tiers - 1)
        let counts = lazy (count levels steps context)
        let slots = table.Slots |> List.mapi (fun level slots -> level, int64 slots)

        let limits =
            match levels.Fastest, slots with
            | ValueSome fastest, (_, units) :: slower -> RamSegment.limits fastest (int units) slower
            | _ ->
                { Limits.none with
                    Levels = Map.ofList slots
                    WorkDependencies = 1L }

        { Plan =
            { Plan.offline steps context (policy levels) with
                AnyLength = true
                StifflyAccurate = limits.StifflyAccurate }
          Family = "h-revolve"
          Permitted = Adjoints.Times 1L
          Places =
            fun _ ->
                match counts.Value with
                | Ok counts -> Storage.Work :: [ for level in Map.keys counts.Levels -> Storage.Level level ]
                | Error _ -> [ Storage.Work; Storage.Level(HRevolveTable.level table 0) ]
          Allowed = limits
          Prediction = fun _ _ -> counts.Value }
        |> Shared.madeUnder table.Model (Spec.HRevolve(steps, table.Slots, inRam, table.Model))

    /// Restart data on the fastest level. Where advancing is free, one slot will do.
    let private binomial (trajectory: Trajectory) (table: HRevolveTable) : Levels =
        { Table = table
          Fastest =
            if HRevolveTable.isFree table then
                let slots =
                    if table.Model.Uf = 0.0 then
                        1
                    else
                        HRevolveTable.slots table 0

                ValueSome(RamSegment.binomial trajectory (HRevolveTable.level table 0) (int64 slots))
            else
                ValueNone }

    /// The schedule for `steps` steps (1 to those of the table) out of a table, which it shares.
    /// The error names `steps`.
    let ofTable (steps: int64) (table: HRevolveTable) : Result<Schedule, SpecError> =
        Check.range "steps" 1L table.MaxSteps steps
        |> Result.map (fun () -> scheduleOf steps DiskChain.published (binomial Trajectory.Largest table))

    let private levels
        (options: BuildOptions)
        (inRam: InRam)
        steps
        (slots: int list)
        model
        : Result<Levels, SpecError> =
        let table (mixed: (int64 -> System.Int128) voption) : Result<HRevolveTable, SpecError> =
            BuildOptions.within options "steps" steps (HRevolveTable.entries steps slots mixed.IsSome model)
            |> Result.bind (fun () -> HRevolveTable.over options.Cancellation options.Progress steps slots mixed model)

        match inRam with
        | InRam.Binomial trajectory -> table ValueNone |> Result.map (binomial trajectory)
        | InRam.Mixed size ->
            let units = List.tryHead slots |> Option.defaultValue 0

            // Sizes are checked whether RAM is used or not.
            UnitSize.create (int64 (max 0 units)) size.Restart size.Dependencies size.StifflyAccurate
            |> Result.bind (fun _ ->
                if units <= 0 then
                    table ValueNone |> Result.map (binomial Trajectory.Largest)
                else
                    RamSegment.ofInRam options "slots" steps steps inRam units
                    |> Result.bind (fun segment ->
                        table (ValueSome segment.Extra)
                        |> Result.map (fun table ->
                            { Table = table
                              Fastest = ValueSome segment })))

    /// The table of `over`, with options.
    let internal table options inRam steps slots model : Result<HRevolveTable, SpecError> =
        levels options inRam steps slots model |> Result.map _.Table

    /// As `over`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (inRam: InRam)
        (steps: int64)
        (slots: int list)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        levels options inRam steps slots model |> Result.map (scheduleOf steps inRam)

    /// As `schedule`, with another use of RAM. With `InRam.Mixed` the first of the slots are units,
    /// none or as many at least as let a segment of any length be reversed, and what RAM costs is
    /// not weighed. A trajectory counts where the fastest level that has slots is written for
    /// nothing.
    let over (inRam: InRam) (steps: int64) (slots: int list) (model: CostModel) : Result<Schedule, SpecError> =
        create BuildOptions.standard inRam steps slots model

    /// The schedule for `steps` steps, with the slots of each level, RAM first (0 or more; at least
    /// one slot in all, unless there is one step), under costs. Errors name `steps` (1 to as many
    /// as a table can be built for: see `HRevolveTable.create`) or `slots`.
    let schedule (steps: int64) (slots: int list) (model: CostModel) : Result<Schedule, SpecError> =
        over DiskChain.published steps slots model

    /// Whether its makespan is the least there is, whatever the number of steps: writes to
    /// and reads from the fastest level that has slots are free, and no cost falls from such
    /// a level to the next.
    let isOptimal (slots: int list) (model: CostModel) : bool =
        let used =
            slots |> List.indexed |> List.filter (fun (_, slots) -> slots > 0) |> List.map fst

        let rising (cost: int -> float) : bool =
            used |> List.pairwise |> List.forall (fun (faster, slower) -> cost faster <= cost slower)

        match used with
        | [] -> true
        | fastest :: _ ->
            model.Write fastest = 0.0 && model.Read fastest = 0.0 && rising model.Write && rising model.Read

    /// The checks of `twoLevel`, which name its parameters.
    let checkTwoLevel (steps: int64) (snapshotsInRam: int) (snapshotsOnDisk: int) : Result<unit, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.ramAndDisk steps snapshotsInRam snapshotsOnDisk)

    /// RAM and disk. Errors name `steps`, `snapshotsInRam` or `snapshotsOnDisk`.
    let twoLevel
        (steps: int64)
        (snapshotsInRam: int)
        (snapshotsOnDisk: int)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        checkTwoLevel steps snapshotsInRam snapshotsOnDisk
        |> Result.bind (fun () -> schedule steps [ snapshotsInRam; snapshotsOnDisk ] model)
