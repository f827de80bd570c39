namespace Schedules.FSharp

open System

/// Checkpoints that hold either the restart data or the adjoint dependencies of a step, when the two take different numbers of
/// units of storage (slots, megabytes, bytes). Mixed checkpointing, Maddison (2024), is the case of equal units; CAMS, Zhang &
/// Constantinescu (2021), the case in which only dependencies are kept: this costs no more than either. Offline, one adjoint.
/// Fewest forward steps for the storage given (MixedTable); reads and writes are taken to be free.
///
/// Stiffly accurate: the dependencies of a step (its stage values, which end with the next state) also restart the next step.
[<RequireQualifiedAccess>]
module UnitSizes =
    /// A context is a row of the table, and whether the dependencies of the step before restart the segment.
    let private entered (row: int) : Context = int64 row <<< 1

    let private restarted (row: int) : Context = (int64 row <<< 1) ||| 1L

    let private rowOf (context: Context) : int = int (context >>> 1)

    let private restarts (context: Context) : bool = context &&& 1L = 1L

    let private policy (level: int) (size: UnitSize) (table: MixedTable.Table) : Policy =
        let advance l context =
            MixedTable.advance (rowOf context) (restarts context) l table

        /// What follows an advance: with as many free units if nothing had to be kept.
        let rest context =
            if restarts context then
                entered (rowOf context)
            else
                entered (MixedTable.afterRestart (rowOf context) table)

        { Enter =
            fun l context ->
                match advance l context with
                | 0L ->
                    let row = MixedTable.afterDependencies (rowOf context) table
                    Entry.Store(level, (if size.StifflyAccurate then restarted row else entered row))
                | i when restarts context -> Entry.Advance(i, context, rest context)
                | i -> Entry.Keep(level, i, context, rest context)
          Resume =
            fun l context ->
                match advance l context with
                | 0L -> Resumption.Release context
                | i -> Resumption.Advance(i, context, rest context) }

    /// Each step is recorded once, and reversed after one read unless it is the last one.
    let private counts (storage: Storage) (steps: int64) (forward: int64) (writes: int64) : Result<Counts, SpecError> =
        let n = Int128.op_Implicit steps

        Shared.counts steps (Int128.op_Implicit forward) n n
        |> Result.map (Counts.touch storage writes (steps - 1L) writes)

    /// The schedule, of whatever family, with checked sizes; `named` is the parameter that gives the units.
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

        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.level "storage" storage)
        |> Result.bind (fun level ->
            match UnitSize.classify steps units size with
            | Enough.Ample ->
                Ok(made level (Shared.storeAll level) 0L (fun () -> counts storage steps steps (steps - 1L)))
            | Enough.Never fewest -> Error(SpecError.OutOfRange(named, units, fewest, Check.maxSteps))
            | Enough.Recomputing ->
                MixedTable.create options.Cancellation options.Progress steps units size
                |> Result.map (fun table ->
                    let first = MixedTable.first table

                    made level (policy level size table) (entered first) (fun () ->
                        MixedWrites.count table size.StifflyAccurate steps
                        |> counts storage steps (MixedTable.value first false steps table))))

    /// As `schedule`, with options for the table: raises OperationCanceledException if that is asked for.
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

    /// The schedule for `steps` (1 to 10^18) with `units` of `storage` (RAM, disk or a level below), when the data of a step take
    /// these sizes. Units: 0 to 10^18, at least those of the restart data (or of the dependencies, if those restart the next step),
    /// unless the dependencies of all steps but the last fit.
    /// Of equally good choices, restart data are kept rather than dependencies, and the largest advance is taken. Errors name
    /// `steps`, also where the table would have more than 2^27 entries, as for `MixedTable.optimalSteps`; `units`, `restartUnits`,
    /// `dependencyUnits` or `storage`.
    let schedule (steps: int64) (units: int64) (size: UnitSize) (storage: Storage) : Result<Schedule, SpecError> =
        create BuildOptions.standard steps units size storage
