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
    let private policy (level: int) (choices: MixedChoices) : Policy =
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

    /// Each step is recorded once, and reversed after one read unless it is the last one.
    let private counts
        (storage: Storage)
        (steps: int64)
        (forward: Int128)
        (writes: unit -> int64)
        : Result<Counts, SpecError> =
        let n = Int128.op_Implicit steps

        Shared.counts steps forward n n
        |> Result.map (fun counts ->
            let writes = writes ()
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
        let made (level: int) policy context prediction : Schedule =
            { Plan =
                { Plan.offline steps context policy with
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
              Prediction = fun _ _ -> prediction () }

        let recomputing level (choices: MixedChoices) (forward: unit -> Int128) : Schedule =
            made level (policy level choices) choices.Start (fun () ->
                counts storage steps (forward ()) (fun () -> MixedWrites.count choices steps))

        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.level "storage" storage)
        |> Result.bind (fun level ->
            match UnitSize.classify steps units size with
            | Enough.Ample ->
                let prediction () =
                    counts storage steps (Int128.op_Implicit steps) (fun () -> steps - 1L)

                Ok(made level (Shared.storeAll level) 0L prediction)
            | Enough.Never fewest -> Error(SpecError.OutOfRange(named, units, fewest, Check.maxSteps))
            | Enough.Recomputing when UnitSize.isMixed size ->
                let units = units / size.Restart
                Ok(recomputing level (MixedChoices.ofUnits units) (fun () -> MixedSteps.total steps units))
            | Enough.Recomputing ->
                Shared.within options "steps" steps (MixedTable.entries steps units size)
                |> Result.bind (fun () -> MixedTable.create options.Cancellation options.Progress steps units size)
                |> Result.map (fun table ->
                    recomputing level (MixedChoices.ofTable size table) (fun () ->
                        Int128.op_Implicit (MixedTable.value (MixedTable.first table) false steps table))))

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
