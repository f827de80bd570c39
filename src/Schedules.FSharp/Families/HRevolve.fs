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

    /// A level with all its slots.
    let private full (table: HRevolveTable) (tier: int) : Context =
        pack tier (HRevolveTable.slots table tier)

    // As in the paper and the tables, l is the number of advances of a segment here: one fewer than
    // its steps, which are what l is to the engine and its policies.

    /// Nothing is kept at the start: on which level to keep it, the slowest first.
    let rec private enter (table: HRevolveTable) (l: int64) (context: Context) : Entry =
        let tier, slots = tierOf context, slotsOf context

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
            enter table l (full table (tier - 1))

    /// The start is kept, on the level of the context.
    let private resume (table: HRevolveTable) (l: int64) (context: Context) : Resumption =
        let tier, slots = tierOf context, slotsOf context

        if l = 1L then
            if HRevolveTable.copies table tier then
                Resumption.Release(full table 0)
            else
                Resumption.Advance(1L, context, context)
        else
            match HRevolveTable.advance table tier l slots with
            | 0L when tier = 0 -> Resumption.Advance(l, pack 0 1, context)
            | 0L -> Resumption.Release(full table (tier - 1))
            | advance -> Resumption.Advance(advance, context, context - 1L)

    let private policy (table: HRevolveTable) : Policy =
        { Enter = fun steps context -> enter table (steps - 1L) context
          Resume = fun steps context -> resume table (steps - 1L) context }

    /// Counts of one adjoint calculation. RAM alone, with free writes, has a closed form, for
    /// lengths too that cannot be gone through.
    let private count (table: HRevolveTable) (steps: int64) (context: Context) : Result<Counts, SpecError> =
        if HRevolveTable.isBinomial table then
            let place = Storage.Level(HRevolveTable.level table 0)

            let slots =
                if table.Model.Uf = 0.0 then
                    1
                else
                    HRevolveTable.slots table 0

            Shared.offlineIn Trajectory.Largest place steps (int64 slots)
        else
            Ok(SegmentCounts.count (policy table) steps context)

    /// The schedule for `steps` steps (1 to those of the table) out of a table, which it shares.
    /// The error names `steps`.
    let ofTable (steps: int64) (table: HRevolveTable) : Result<Schedule, SpecError> =
        Check.range "steps" 1L table.MaxSteps steps
        |> Result.map (fun () ->
            let tiers = HRevolveTable.tiers table
            let context = if tiers = 0 then 0L else full table (tiers - 1)
            let counts = lazy (count table steps context)

            { Plan =
                { Plan.offline steps context (policy table) with
                    AnyLength = true }
              Family = "h-revolve"
              Permitted = Adjoints.Times 1L
              Places =
                fun _ ->
                    match counts.Value with
                    | Ok counts -> Storage.Work :: [ for level in Map.keys counts.Levels -> Storage.Level level ]
                    | Error _ -> [ Storage.Work; Storage.Level(HRevolveTable.level table 0) ]
              Allowed =
                { Limits.none with
                    Levels = table.Slots |> List.mapi (fun level slots -> level, int64 slots) |> Map.ofList
                    WorkDependencies = 1L }
              Prediction = fun _ _ -> counts.Value }
            |> Shared.madeUnder table.Model (Spec.HRevolve(steps, table.Slots, table.Model)))

    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (slots: int list)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        Shared.within options "steps" steps (HRevolveTable.entries steps slots model)
        |> Result.bind (fun () -> HRevolveTable.create options.Cancellation options.Progress steps slots model)
        |> Result.bind (ofTable steps)

    /// The schedule for `steps` steps, with the slots of each level, RAM first (0 or more; at least
    /// one slot in all, unless there is one step), under costs. Errors name `steps` (1 to as many
    /// as a table can be built for: see `HRevolveTable.create`) or `slots`.
    let schedule (steps: int64) (slots: int list) (model: CostModel) : Result<Schedule, SpecError> =
        create BuildOptions.standard steps slots model

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
