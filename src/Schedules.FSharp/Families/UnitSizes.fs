namespace Schedules.FSharp

open System

/// Checkpoints that hold either the restart data or the adjoint dependencies of a step, when the
/// two take different numbers of units of storage (slots, megabytes, bytes). Mixed checkpointing,
/// Maddison (2024), is the case of equal units; CAMS, Zhang & Constantinescu (2021), the case in
/// which only dependencies are kept: this costs no more than either. Offline, one adjoint. Fewest
/// forward steps for the storage given (MixedTable); reads and writes are taken to be free.
///
/// Stiffly accurate: the dependencies of a step (its stage values, which end with the next state)
/// also restart the next step.
[<RequireQualifiedAccess>]
module UnitSizes =
    /// The policy of a segment on a level. Its contexts are at least 0.
    let internal policy (level: int) (segment: MixedSegment) : Policy =
        match segment.Choices with
        | ValueNone -> Shared.storeAll level
        | ValueSome choices ->
            // Called directly, however it was made.
            let advance = OptimizedClosures.FSharpFunc<_, _, _>.Adapt choices.Advance

            { Enter =
                fun l context ->
                    match advance.Invoke(l, context) with
                    | 0L -> Entry.Store(level, choices.AfterStore context)
                    | i when choices.Restarts context -> Entry.Advance(i, context, choices.AfterAdvance context)
                    | i -> Entry.Keep(level, i, context, choices.AfterAdvance context)
              Resume =
                fun l context ->
                    match advance.Invoke(l, context) with
                    | 0L -> Resumption.Release context
                    | i -> Resumption.Advance(i, context, choices.AfterAdvance context) }

    /// The context that a segment is entered with.
    let internal start (segment: MixedSegment) : Context =
        match segment.Choices with
        | ValueSome choices -> choices.Start
        | ValueNone -> 0L

    /// Each step is recorded once, and reversed after one read unless it is the last one.
    let internal counts (storage: Storage) (segment: MixedSegment) (steps: int64) : Result<Counts, SpecError> =
        let n = Int128.op_Implicit steps

        Shared.counts steps (segment.Forward steps) n n
        |> Result.map (fun counts ->
            let writes = segment.Writes steps
            Counts.touch storage writes (steps - 1L) writes counts)

    /// The schedule, of whatever family, with checked sizes; `named` is the parameter
    /// that gives the units.
    let internal build
        (options: BuildOptions)
        (family: string)
        (named: string)
        (steps: int64)
        (units: int64)
        (size: UnitSize)
        (storage: Storage)
        : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.level "storage" storage)
        |> Result.bind (fun level ->
            MixedSegment.create options named steps steps units size
            |> Result.map (fun segment ->
                { Plan =
                    { Plan.offline steps (start segment) (policy level segment) with
                        AnyLength = true
                        StifflyAccurate = size.StifflyAccurate }
                  Family = family
                  Permitted = Adjoints.Times 1L
                  Places =
                    fun _ ->
                        [ Storage.Work
                          if steps > 1L then
                              storage ]
                  Allowed =
                    { Limits.none with
                        Levels = Map.ofList [ 0, 0L; 1, 0L ] |> Map.add level units
                        WorkDependencies = 1L
                        RestartUnits = size.Restart
                        DependencyUnits = size.Dependencies
                        StifflyAccurate = size.StifflyAccurate }
                  Prediction = fun _ _ -> counts storage segment steps }))

    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (units: int64)
        (size: UnitSize)
        (storage: Storage)
        : Result<Schedule, SpecError> =
        UnitSize.create units size.Restart size.Dependencies size.StifflyAccurate
        |> Result.bind (fun size -> build options "unit-sizes" "units" steps units size storage)
        |> Result.map (
            Shared.madeFrom (
                Spec.UnitSizes(steps, units, size.Restart, size.Dependencies, size.StifflyAccurate, storage)
            )
        )

    /// The schedule for `steps` (1 to 10^18) with `units` of `storage` (RAM, disk or a level
    /// below), when the data of a step take these sizes. Units: 0 to 10^18, at least those of the
    /// restart data (or of the dependencies, if those restart the next step), unless the
    /// dependencies of all steps but the last fit. Of equally good choices, restart data are kept
    /// rather than dependencies, and the largest advance is taken. Errors name `steps`, also where
    /// the table would have more than 2^27 entries, as for `MixedTable.optimalSteps` (there is no
    /// table, and no such limit, where both kinds of data take as much and dependencies do not
    /// restart the next step); `units`, `restartUnits`, `dependencyUnits` or `storage`.
    let schedule (steps: int64) (units: int64) (size: UnitSize) (storage: Storage) : Result<Schedule, SpecError> =
        create BuildOptions.standard steps units size storage
