namespace Schedules.FSharp

/// Multilevel checkpointing of least cost, at any costs of steps, writes and reads, on any number
/// of levels, whose costs need not rise from one to the next. Offline, one adjoint. No other name:
/// in the literature, H-Revolve (Herrmann & Pallez 2020, doi 10.1145/3378672) is the closest; it
/// uses the levels in their order, and is optimal where RAM is free and costs do not fall. Optimal
/// among all schedules that keep restart data, at every size (`OptimalTable` has the recurrence);
/// it keeps no adjoint dependencies, as the mixed families do. For few slots: its tables have steps
/// × levels × Π(slots + 1) entries.
[<RequireQualifiedAccess>]
module Optimal =
    // The context of a segment to be entered is its vector of free slots, which is below 2^31; that
    // of a kept start has its level, as an index among those with slots, above it.

    let private kept (level: int) (vector: int) : Context = (int64 level <<< 32) ||| int64 vector

    let private policy (table: OptimalTable) : Policy =
        { Enter =
            fun l context ->
                let level = OptimalTable.choice table (int l) (int context)
                let left = OptimalTable.take table level (int context)
                let advance = OptimalTable.advance table level (int l) left
                Entry.Keep(table.Levels[level], int64 advance, kept level left, int64 left)
          Resume =
            fun l context ->
                let level = int (context >>> 32)
                let vector = int (context &&& 0xFFFFFFFFL)
                let advance = OptimalTable.advance table level (int l) vector

                if advance > 0 then
                    Resumption.Advance(int64 advance, context, int64 vector)
                else
                    // It moves to another level: entered again with its slot free, it is kept
                    // where that costs least, which is not where it was, since staying there would
                    // have cost less still.
                    Resumption.Release(int64 (OptimalTable.release table level vector)) }

    /// The schedule of a table that has been built (with `OptimalTable.buildWith`, to see it
    /// grow or to cancel it).
    let ofTable (table: OptimalTable) : Schedule =
        let steps = int64 table.Steps
        let policy = policy table
        let context = int64 (OptimalTable.allFree table)
        let counts = lazy SegmentCounts.count policy steps context

        { Plan =
            { Plan.offline steps context policy with
                AnyLength = true }
          Family = "optimal"
          Permitted = Adjoints.Times 1L
          Places =
            fun _ ->
                // Slots that cost more than they save are not used.
                let levels = counts.Value.Levels |> Map.toList |> List.map fst
                Storage.Work :: List.map Storage.Level levels
          Allowed =
            { Limits.none with
                Levels = table.Slots |> List.mapi (fun level slots -> level, int64 slots) |> Map.ofList
                WorkDependencies = 1L }
          Prediction = fun _ _ -> Ok counts.Value }
        |> Shared.madeUnder table.Model (Spec.Optimal(steps, table.Slots, table.Model))

    /// A table takes about 0.2 ns for each entry and step: this is from 20 s on.
    let private isLong (steps: int64) (slots: int list) : bool =
        float (OptimalTable.states steps slots) * float steps > 1e11

    /// As `schedule`, with options for the table: raises OperationCanceledException
    /// if that is asked for.
    let internal create
        (options: BuildOptions)
        (steps: int64)
        (slots: int list)
        (model: CostModel)
        : Result<Schedule, SpecError> =
        let own () =
            BuildOptions.within options "steps" steps (OptimalTable.states steps slots)
            |> Result.bind (fun () -> OptimalTable.buildWith options.Cancellation options.Progress steps slots model)
            |> Result.map ofTable

        let exceeds = OptimalTable.states steps slots > options.MostEntries

        match OptimalTable.check steps slots with
        | Error error when not error.IsTooManyStates -> Error error
        | checked' when HRevolve.isOptimal slots model && (checked'.IsError || exceeds || isLong steps slots) ->
            // No cheaper schedule exists, and its table is smaller. If even that is too large,
            // there is only one's own.
            match HRevolve.create options DiskChain.published steps slots model with
            | Ok schedule ->
                { schedule with
                    Family = "optimal, by h-revolve" }
                |> Shared.madeUnder model (Spec.Optimal(steps, slots, model))
                |> Ok
            | Error _ -> own ()
        | _ -> own ()

    /// The schedule for `steps` with so many `slots` on each level, RAM first, for least cost
    /// under a cost model. At least one slot in all, none for one step. Where several schedules
    /// have the least cost, a start that has been read stays, a start to be kept is kept on the
    /// lowest level, and the forward advances furthest. Above `OptimalTable.maxStates` table
    /// entries, or where they take long, it is H-Revolve's, if that is optimal
    /// (`HRevolve.isOptimal`); the name of the schedule says so. Errors name `steps` or `slots`:
    /// what would fit, if neither is possible.
    let schedule (steps: int64) (slots: int list) (model: CostModel) : Result<Schedule, SpecError> =
        create BuildOptions.standard steps slots model

    /// The least cost, from the tables alone: what `Schedule.cost` predicts of the schedule, and
    /// what its actions come to. Errors as for `OptimalTable.build`: there is no other table.
    let cost (steps: int64) (slots: int list) (model: CostModel) : Result<float, SpecError> =
        OptimalTable.build steps slots model |> Result.map OptimalTable.cost
